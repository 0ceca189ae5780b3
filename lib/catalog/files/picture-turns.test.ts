import { expect, it } from "vitest";
import { takePictureTurn } from "./picture-turns";

const { signal } = new AbortController();

it("forty pictures at once are read three at a time, and one wallet's beyond its share are refused before they are read", async () => {
  let reading = 0;
  let most = 0;
  const read = async () => {
    most = Math.max(most, ++reading);
    await new Promise((resolve) => setTimeout(resolve, 1));
    reading--;
  };
  const ofMany = Array.from({ length: 33 }, (_, wallet) => takePictureTurn(`0x${wallet}`, signal, read));
  await expect(takePictureTurn("0xlate", signal, read)).rejects.toMatchObject({
    code: "unavailable",
    headers: { "Retry-After": "5" },
  });
  await Promise.all(ofMany);
  const ofOne = await Promise.allSettled(Array.from({ length: 9 }, () => takePictureTurn("0xgreedy", signal, read)));
  expect(ofOne.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
  expect(most).toBe(3);
});
