import { describe, expect, it } from "vitest";
import { NoRoom, Turns } from "./turns";

describe("turns", () => {
  it("run so many at once, the others in the order they came, and have room for so many to wait", async () => {
    const turns = new Turns({ atOnce: 2, waitingMax: 3, shareMax: 9 });
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
    const turns = new Turns({ atOnce: 1, waitingMax: 0, shareMax: 9 });
    await expect(turns.take(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await turns.take(async () => "next")).toBe("next");
  });

  it("leave room for others: nobody has more than a share of them, running and waiting", async () => {
    const turns = new Turns({ atOnce: 1, waitingMax: 10, shareMax: 2 });
    const asker = (client: string) => ({ client, signal: new AbortController().signal });
    let end = () => {};
    const first = turns.take(() => new Promise<void>((resolve) => (end = resolve)), asker("greedy"));
    const second = turns.take(async () => "second", asker("greedy"));
    await expect(turns.take(async () => "third", asker("greedy"))).rejects.toThrow(NoRoom);
    const other = turns.take(async () => "other", asker("modest"));
    end();
    await first;
    expect(await Promise.all([second, other])).toEqual(["second", "other"]);
    expect(await turns.take(async () => "again", asker("greedy"))).toBe("again");
  });

  it("are not taken by who went away while waiting", async () => {
    const turns = new Turns({ atOnce: 1, waitingMax: 1, shareMax: 9 });
    let end = () => {};
    const first = turns.take(() => new Promise<void>((resolve) => (end = resolve)));
    const gone = new AbortController();
    let ran = false;
    const left = turns.take(
      async () => {
        ran = true;
      },
      { client: "gone", signal: gone.signal },
    );
    gone.abort();
    await expect(left).rejects.toThrow(NoRoom);
    const next = turns.take(async () => "next");
    end();
    await first;
    expect([await next, ran]).toEqual(["next", false]);
  });
});
