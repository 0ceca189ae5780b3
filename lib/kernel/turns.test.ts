import { describe, expect, it } from "vitest";
import { NoRoom, Turns } from "./turns";

describe("turns", () => {
  it("run so many at once, the others in the order they came, and have room for so many to wait", async () => {
    const turns = new Turns(2, 3);
    const began: number[] = [];
    const ends: (() => void)[] = [];
    const begin = (id: number) =>
      turns.take(() => {
        began.push(id);
        return new Promise<number>((resolve) => ends.push(() => resolve(id)));
      });
    const all = [1, 2, 3, 4, 5].map(begin);
    await expect(begin(6)).rejects.toThrow(NoRoom);
    expect(began).toEqual([1, 2]);
    for (const [index, each] of all.entries()) {
      ends[index]?.();
      expect(await each).toBe(index + 1);
      await expect.poll(() => began.length).toBe(Math.min(5, index + 3));
    }
    expect(began).toEqual([1, 2, 3, 4, 5]);
  });

  it("are given back by work that fails", async () => {
    const turns = new Turns(1, 0);
    await expect(turns.take(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await turns.take(async () => "next")).toBe("next");
  });
});
