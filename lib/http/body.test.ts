import { afterEach, describe, expect, it, vi } from "vitest";
import { readBytes } from "./body";

afterEach(() => void vi.useRealTimers());

const posted = (body: ReadableStream<Uint8Array>) =>
  new Request("https://pennypost.example/", { method: "POST", body, duplex: "half" } as RequestInit);

describe("a body", () => {
  it("is read to its end, and refused as soon as it is seen to be too long", async () => {
    const pieces = () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          for (const piece of ["one ", "two"]) controller.enqueue(new TextEncoder().encode(piece));
          controller.close();
        },
      });
    expect(new TextDecoder().decode(await readBytes(posted(pieces()), 7))).toBe("one two");
    await expect(readBytes(posted(pieces()), 6)).rejects.toMatchObject({ code: "too_large" });
  });

  it("that does not end is waited for a minute, and no longer", async () => {
    vi.useFakeTimers();
    let isCancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      cancel: () => {
        isCancelled = true;
      },
    });
    const refused = expect(readBytes(posted(endless), 100)).rejects.toMatchObject({ code: "timed_out" });
    await vi.advanceTimersByTimeAsync(60_000);
    await refused;
    expect(isCancelled).toBe(true);
  });
});
