import { expect, it } from "vitest";
import { TooMany, together } from "./together";

/** A run that ends when it is told to, and what each was given. */
function gatedRuns() {
  const runs: { items: number[]; end(error?: Error): void }[] = [];
  const run = (items: number[]) =>
    new Promise<number[]>((resolve, reject) => {
      runs.push({ items, end: (error) => (error ? reject(error) : resolve(items.map((item) => item * 10))) });
    });
  return { runs, run };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it("who comes alone goes at once; who comes meanwhile goes together, next", async () => {
  const { runs, run } = gatedRuns();
  const go = together(run, { most: 3 });
  const all = [1, 2, 3, 4, 5].map(go);
  expect(runs.map(({ items }) => items)).toEqual([[1]]);
  runs[0]?.end();
  await settled();
  expect(runs.map(({ items }) => items)).toEqual([[1], [2, 3, 4]]);
  runs[1]?.end();
  await settled();
  runs[2]?.end();
  expect(await Promise.all(all)).toEqual([10, 20, 30, 40, 50]);
});

it("when several fail each goes alone, and only who is at fault hears of it", async () => {
  const go = together(
    async (items: number[]) => {
      await settled();
      if (items.includes(3)) throw new Error("three");
      return items;
    },
    { most: 10 },
  );
  const ends = await Promise.allSettled([1, 2, 3, 4].map(go));
  expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect(await go(5)).toBe(5);
});

it("who finds a thousand waiting is turned away", async () => {
  const { runs, run } = gatedRuns();
  const go = together(run, { most: 2_000 });
  const all = Array.from({ length: 1_001 }, (_, index) => go(index));
  await expect(go(0)).rejects.toThrow(TooMany);
  runs[0]?.end();
  await settled();
  runs[1]?.end();
  expect(await Promise.all(all)).toHaveLength(1_001);
});

it("as many runs as may be are under way at a time", async () => {
  const { runs, run } = gatedRuns();
  const go = together(run, { most: 3, lanes: 2 });
  const all = [1, 2, 3, 4, 5].map(go);
  expect(runs.map(({ items }) => items)).toEqual([[1], [2]]);
  runs[1]?.end();
  await settled();
  expect(runs.map(({ items }) => items)).toEqual([[1], [2], [3, 4, 5]]);
  runs[0]?.end();
  runs[2]?.end();
  expect(await Promise.all(all)).toEqual([10, 20, 30, 40, 50]);
});

it("who is to wait for company waits, and as many go as the gathering says", async () => {
  const { runs, run } = gatedRuns();
  let gathered = (_: number) => {};
  const gather = () =>
    new Promise<number>((resolve) => {
      gathered = resolve;
    });
  const go = together(run, { most: 10, lanes: 2, gather });
  const all = [1, 2, 3].map(go);
  await settled();
  expect(runs).toEqual([]);
  gathered(2);
  await settled();
  expect(runs.map(({ items }) => items)).toEqual([[1, 2]]);
  runs[0]?.end();
  await settled();
  gathered(5);
  await settled();
  runs[1]?.end();
  expect(await Promise.all(all)).toEqual([10, 20, 30]);
});

it("what a gathering leaves goes on all lanes, and waits behind no call that hangs", async () => {
  const { runs, run } = gatedRuns();
  let gathered = (_: number) => {};
  let isFirst = true;
  const gather = () => {
    if (!isFirst) return 2;
    isFirst = false;
    return new Promise<number>((resolve) => {
      gathered = resolve;
    });
  };
  const go = together(run, { most: 2, lanes: 4, gather });
  const all = Array.from({ length: 10 }, (_, index) => go(index));
  gathered(2);
  await settled();
  expect(runs.map(({ items }) => items)).toEqual([
    [0, 1],
    [2, 3],
    [4, 5],
    [6, 7],
  ]);
  for (const each of [1, 2, 3]) runs[each]?.end();
  await settled();
  expect(runs[4]?.items).toEqual([8, 9]);
  runs[4]?.end();
  expect(await Promise.all(all.slice(2))).toEqual([20, 30, 40, 50, 60, 70, 80, 90]);
  runs[0]?.end();
  expect(await Promise.all(all)).toHaveLength(10);
});

it("a wait for company that fails is over, and leaves nobody behind", async () => {
  const go = together(async (items: number[]) => items, { most: 10, gather: () => Promise.reject(new Error("no clock")) });
  expect(await Promise.all([1, 2].map(go))).toEqual([1, 2]);
  expect(await go(3)).toBe(3);
});
