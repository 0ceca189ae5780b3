// The showcase with a database that is played: what is kept, what ends it, and what is never kept.
import { expect, it, vi } from "vitest";
import type { Ear, Notices } from "../db/notices";
import { market, Showcase } from "./showcase";

function openShowcase(bounds = { entries: 100, bytes: 80_000 }) {
  let ear: Ear | undefined;
  let hears = true;
  const shown: string[] = [];
  const notices: Notices = {
    start: (given) => {
      ear = given;
    },
    stop: async () => {},
    isHearing: () => hears,
    catchUp: async () => {},
  };
  const showcase = new Showcase(notices, bounds, { onShown: (from) => shown.push(from), onTrouble: () => {} });
  showcase.open();
  return {
    showcase,
    shown,
    tell: (creatorId: string) => ear?.onNotice(creatorId),
    fallDeaf: () => {
      hears = false;
      ear?.onDeaf();
    },
    hearAgain: () => {
      hears = true;
    },
  };
}

const counter = () => {
  let reads = 0;
  return vi.fn(async () => ({ reads: ++reads, amount: 250_000n, at: new Date(0) }));
};
const of = (tag: string) => () => [tag];

it("reads once what many ask for, at once and one after another, and keeps bigints and dates", async () => {
  const { showcase } = openShowcase();
  const read = counter();
  const all = await Promise.all([showcase.show("a", read, of("ada")), showcase.show("a", read, of("ada"))]);
  expect([...all, await showcase.show("a", read, of("ada"))]).toEqual(
    Array(3).fill({ reads: 1, amount: 250_000n, at: new Date(0) }),
  );
});

it("ends what a creator changed, and every list of many; what is another's stays", async () => {
  const { showcase, tell } = openShowcase();
  const [ofAda, ofBo, list] = [counter(), counter(), counter()];
  const shown = async () => [
    (await showcase.show("a", ofAda, of("ada"))).reads,
    (await showcase.show("b", ofBo, of("bo"))).reads,
    (await showcase.show("list", list, of(market))).reads,
  ];
  expect(await shown()).toEqual([1, 1, 1]);
  tell("ada");
  expect(await shown()).toEqual([2, 1, 2]);
});

it("keeps nothing of a read that a change overtook, and lets nobody share it who asks afterwards", async () => {
  const { showcase, tell } = openShowcase();
  let answer = (_: { text: string }) => {};
  const slow = () => new Promise<{ text: string }>((resolve) => (answer = resolve));
  const before = showcase.show("a", slow, of("ada"));
  tell("somebody");
  expect(await showcase.show("a", async () => ({ text: "after" }), of("ada"))).toEqual({ text: "after" });
  answer({ text: "before" });
  expect(await before).toEqual({ text: "before" });
  expect(await showcase.show("a", slow, of("ada"))).toEqual({ text: "after" });
});

it("asks each time while it does not hear the database, and forgets what it had", async () => {
  const { showcase, shown, fallDeaf, hearAgain } = openShowcase();
  const read = counter();
  const reads = async () => (await showcase.show("a", read, of("ada"))).reads;
  expect([await reads(), await reads()]).toEqual([1, 1]);
  fallDeaf();
  expect([await reads(), await reads()]).toEqual([2, 3]);
  hearAgain();
  expect([await reads(), await reads()]).toEqual([4, 4]);
  const [memory, database] = ["memory", "database"];
  expect(shown).toEqual([database, memory, database, database, database, memory]);
});

it("keeps neither nothing, nor refusals, nor what has no tags", async () => {
  const { showcase } = openShowcase();
  const nothing = vi.fn(async () => undefined);
  const refusal = vi.fn(async (): Promise<object> => {
    throw new Error("removed");
  });
  const untagged = counter();
  for (const _ of [1, 2]) {
    expect(await showcase.show("nothing", nothing, () => [])).toBeUndefined();
    await expect(showcase.show("refusal", refusal, () => [])).rejects.toThrow("removed");
    await showcase.show("untagged", untagged, () => null);
  }
  expect([nothing, refusal, untagged].map((read) => read.mock.calls.length)).toEqual([2, 2, 2]);
});

it("is bounded in number and in bytes: what nobody asked for lately makes room", async () => {
  const { showcase } = openShowcase({ entries: 3, bytes: 80_000 });
  const reads = vi.fn(async (bytes: number) => ({ text: "x".repeat(bytes) }));
  const show = (key: string, bytes = 1) => showcase.show(key, () => reads(bytes), of("ada"));
  for (const key of ["a", "b", "c", "a", "d"]) await show(key);
  expect(reads).toHaveBeenCalledTimes(4);
  await show("a");
  expect(reads).toHaveBeenCalledTimes(4);
  await show("b");
  expect(reads).toHaveBeenCalledTimes(5);
  for (const _ of [1, 2]) await show("too large", 20_000);
  expect(reads).toHaveBeenCalledTimes(7);
});

it("gives every reader the same value, which none can change", async () => {
  const { showcase } = openShowcase();
  const shown = await showcase.show("a", async () => ({ rows: [{ tags: ["one"] }] }), of("ada"));
  expect(() => shown.rows[0]?.tags.push("two")).toThrow(TypeError);
  expect(() => Object.assign(shown, { rows: [] })).toThrow(TypeError);
});
