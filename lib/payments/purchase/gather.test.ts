import { expect, it } from "vitest";
import type { Facilitator } from "../../chain/facilitator";
import type { Db } from "../../db/client";
import { type Hash, toAddress, toHash } from "../../kernel/address";
import { networks } from "../../x402/networks";
import { pendingOn } from "../settlement/pending-transactions";
import { gatherCompany, gatherForPlaces, isBusy } from "./gather";

const MOST = 48;
const hashOf = (index: number): Hash => toHash(`0x${index.toString(16).padStart(64, "0")}`);

/** So many who wait to begin, each another payer's unless `payer` says whose. */
function waitingOn(
  deps: ReturnType<typeof newDeps>["deps"],
  count: number,
  { payer = (index: number) => index, isPlain = true } = {},
) {
  const one = (index: number) => {
    const from = toAddress(`0x${payer(index).toString(16).padStart(40, "0")}`);
    return { item: { deps, simulated: { isPlain }, claim: { authorization: { from } } } };
  };
  return Array.from({ length: count }, (_, index) => one(index));
}

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
    const places = gatherForPlaces(deps, waitingOn(deps, 1), MOST);
    expect([gatherCompany(deps, () => 1, MOST), places, isBusy(deps)]).toEqual([MOST, 1, false]);
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
  const company = newDeps({ pending: 10, sleep: () => void waiting.push(...waitingOn(company.deps, 5)) });
  const waiting = waitingOn(company.deps, 1);
  await gatherForPlaces(company.deps, waiting, MOST);
  expect(company.waited()).toBe(20);
  const block = newDeps({
    pending: 10,
    sleep() {
      for (let index = 0; index < 8; index++) pendingOn(block.deps).remove(hashOf(index));
    },
  });
  await gatherForPlaces(block.deps, waitingOn(block.deps, 1), MOST);
  expect(block.waited()).toBe(10);
});

it("a wait is over when its time is, however much longer each nap was, and when the clock was set back", async () => {
  let time = 0;
  const asleep = (deps: ReturnType<typeof newDeps>["deps"], ms: number) => ({
    ...deps,
    clock: { now: () => new Date(time) },
    async sleep() {
      time += ms;
    },
  });
  const slow = asleep(newDeps({ pending: 16 }).deps, 500);
  await gatherForPlaces(slow, waitingOn(slow, 100), MOST);
  expect(time).toBe(4_000);
  // Set back by less than what makes what is pending forgotten.
  const back = asleep(newDeps({ pending: 16 }).deps, -5);
  await gatherForPlaces(back, waitingOn(back, 100), MOST);
  expect(time).toBe(4_000 - 400 * 5);
});

it("no more are stored than there are places for, and where there is none they wait for a block, though not for ever", async () => {
  const placesFor = (deps: ReturnType<typeof newDeps>["deps"], more = {}) =>
    gatherForPlaces(deps, waitingOn(deps, 100, more), MOST);
  expect(placesFor(newDeps({ pending: 14 }).deps)).toBe(32);
  expect(placesFor(newDeps({ pending: 14, membersMax: 1 }).deps)).toBe(2);
  const { deps, waited } = newDeps({ pending: 16 });
  expect(await placesFor(deps)).toBe(16);
  expect(waited()).toBe(4_000);
  const apart = newDeps({ pending: 10 });
  pendingOn(apart.deps).mayShare = false;
  expect(placesFor(apart.deps)).toBe(6);
});

it("payments that share with nobody take a place each: one payer's, and those of wallets with code", () => {
  const placesFor = (more: Parameters<typeof waitingOn>[2]) => {
    const { deps } = newDeps({ pending: 1 });
    return gatherForPlaces(deps, waitingOn(deps, 100, more), MOST);
  };
  expect(placesFor({ payer: () => 7 })).toBe(15);
  expect(placesFor({ isPlain: false })).toBe(15);
  // Two of each payer: sixteen payers in one transaction, and their second payments in another.
  expect(placesFor({ payer: (index) => index >> 1 })).toBe(MOST);
  // The one payer's come first and take all places; another's shares the first, and is before those that fit no more.
  expect(placesFor({ payer: (index) => (index < 15 ? 7 : index < 20 ? index : 7) })).toBe(20);
});

it("places are those of all keys; and where others settle, there is nothing to wait for", () => {
  const { deps } = newDeps({ pending: 14, keys: 4 });
  expect(gatherForPlaces(deps, waitingOn(deps, 100), MOST)).toBe(MOST);
  expect(gatherForPlaces(newDeps({ keys: 0 }).deps, waitingOn(deps, 1), MOST)).toBe(MOST);
});

it("what nobody waits for any more takes no place", async () => {
  const { deps } = newDeps({ pending: 16 });
  await deps.sleep(20_000);
  expect(isBusy(deps)).toBe(false);
});
