import { describe, expect, it } from "vitest";
import { SharedLooks } from "./shared-looks";

/** A look that ends when the test says so, with the number of the look. */
function stage() {
  const looks = new SharedLooks<number>();
  const ends: ((fails?: boolean) => void)[] = [];
  const look = () =>
    new Promise<number>((resolve, reject) => {
      const number = ends.length + 1;
      ends.push((fails) => (fails ? reject(new Error(`look ${number}`)) : resolve(number)));
    });
  const scope = {};
  return { ends, ask: (key = "a") => looks.share(scope, key, look) };
}

describe("a look that many want", () => {
  it("is had by all who asked before it began, and by nobody who came later", async () => {
    const { ends, ask } = stage();
    const first = ask();
    const crowd = Array.from({ length: 100 }, () => ask());
    expect(ends).toHaveLength(1);
    ends[0]?.();
    expect(await first).toBe(1);
    await expect.poll(() => ends.length).toBe(2);
    const late = ask();
    ends[1]?.();
    expect(new Set(await Promise.all(crowd))).toEqual(new Set([2]));
    await expect.poll(() => ends.length).toBe(3);
    ends[2]?.();
    expect(await late).toBe(3);
  });

  it("fails for those who share it, and the next is looked anew", async () => {
    const { ends, ask } = stage();
    const first = ask();
    const second = ask();
    ends[0]?.(true);
    await expect(first).rejects.toThrow("look 1");
    await expect.poll(() => ends.length).toBe(2);
    ends[1]?.();
    expect(await second).toBe(2);
  });

  it("waits for no look at something else, nor for one that has ended", async () => {
    const { ends, ask } = stage();
    const first = ask();
    const other = ask("b");
    for (const end of ends) end();
    expect(await Promise.all([first, other])).toEqual([1, 2]);
    const again = ask();
    expect(ends).toHaveLength(3);
    ends[2]?.();
    expect(await again).toBe(3);
  });
});
