import { expect, it } from "vitest";
import type { Facilitator } from "../../chain/facilitator";
import type { Db } from "../../db/client";
import { type Hash, toHash } from "../../kernel/address";
import { networks } from "../../x402/networks";
import { pendingOn } from "../settlement/pending-transactions";
import { gatherCompany, gatherForPlaces, isBusy } from "./gather";

const MOST = 48;
const hashOf = (index: number): Hash => toHash(`0x${index.toString(16).padStart(64, "0")}`);

/** A process with these keys, so many of whose transactions wait. `sleep` is what happens while somebody waits. */
function newDeps({ pending = 0, keys = 1, membersMax = 16, sleep = () => {} }) {
  let time = 0;
  const relayers = Array.from({ length: keys });
  const deps = {
    db: {} as Db,
    network: networks.local,
    facilitator: { relayers, membersMax: () => membersMax } as unknown as Facilitator,
    clock: { now: () => new Date(time) },
    async sleep(ms: number) {
      time += ms;
      sleep();
    },
  };
  for (let index = 0; index < pending; index++) pendingOn(deps).add(hashOf(index), time);
  return { deps, waited: () => time };
}

it("while a key has places to spare, nobody waits: not even for a promise", () => {
  for (const pending of [0, 1, 3]) {
    const { deps } = newDeps({ pending });
    expect([gatherCompany(deps, () => 1, MOST), gatherForPlaces(deps, () => 1, MOST), isBusy(deps)]).toEqual([MOST, MOST, false]);
  }
});

it("the more places are taken, the more go together, and the longer they wait for each other, for a third of a second at most", async () => {
  const waits: number[] = [];
  for (const pending of [4, 8, 15]) {
    const { deps, waited } = newDeps({ pending });
    expect(isBusy(deps)).toBe(true);
    expect(gatherCompany(deps, () => pending, MOST)).toBe(MOST);
    await gatherCompany(deps, () => pending - 1, MOST);
    waits.push(waited());
  }
  expect(waits).toEqual([80, 160, 300]);
});

it("who waits goes as soon as company has come, or a block has taken what waited", async () => {
  let count = 1;
  const company = newDeps({
    pending: 10,
    sleep: () => {
      count += 5;
    },
  });
  await gatherForPlaces(company.deps, () => count, MOST);
  expect(company.waited()).toBe(20);
  const block = newDeps({
    pending: 10,
    sleep() {
      for (let index = 0; index < 8; index++) pendingOn(block.deps).remove(hashOf(index));
    },
  });
  await gatherForPlaces(block.deps, () => 1, MOST);
  expect(block.waited()).toBe(10);
});

it("no more are stored than there are places for, and where there is none they wait for a block, though not for ever", async () => {
  expect(gatherForPlaces(newDeps({ pending: 14 }).deps, () => 100, MOST)).toBe(32);
  expect(gatherForPlaces(newDeps({ pending: 14, membersMax: 1 }).deps, () => 100, MOST)).toBe(2);
  const { deps, waited } = newDeps({ pending: 16 });
  expect(await gatherForPlaces(deps, () => 100, MOST)).toBe(16);
  expect(waited()).toBe(4_000);
  const apart = newDeps({ pending: 10 });
  pendingOn(apart.deps).mayShare = false;
  expect(gatherForPlaces(apart.deps, () => 1, MOST)).toBe(6);
});

it("places are those of all keys; and where others settle, there is nothing to wait for", () => {
  expect(gatherForPlaces(newDeps({ pending: 14, keys: 4 }).deps, () => 4, MOST)).toBe(MOST);
  expect(gatherForPlaces(newDeps({ keys: 0 }).deps, () => 1, MOST)).toBe(MOST);
});

it("what nobody waits for any more takes no place", async () => {
  const { deps } = newDeps({ pending: 16 });
  await deps.sleep(20_000);
  expect(isBusy(deps)).toBe(false);
});
