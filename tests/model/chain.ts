// The chain of the model: blocks with what was paid, cancelled or failed in them, a mempool in nonce order, reorganisations and meddlers.
import { FINAL, validBefore } from "./commands";
import type { Block, Event, Purchase, Transaction, World } from "./world";

const eventsOf = (world: World) => world.blocks.flatMap(({ events }) => events);
export const endOf = (world: World, auth: number) =>
  eventsOf(world).find((event) => event.auth === auth && event.kind !== "failed");
export const isUsed = (world: World, auth: number) => endOf(world, auth) !== undefined;
export const blockOf = (world: World, auth: number, kind: Event["kind"]) =>
  world.blocks.findIndex(({ events }) => events.some((event) => event.auth === auth && event.kind === kind));
export const isFinal = (world: World, index: number) => index >= 0 && world.blocks.length - index > FINAL;
export const isPaid = (world: World, auth: number) => blockOf(world, auth, "paid") >= 0;
export const paysFor = (world: World, auth: number) =>
  world.mutant === "used is paid" ? isUsed(world, auth) : isPaid(world, auth);
export const mined = (world: World) => new Set(eventsOf(world).flatMap(({ nonce }) => nonce ?? [])).size;
const hasFailed = (world: World, auth: number, nonce: number | null) =>
  eventsOf(world).some((event) => event.auth === auth && event.kind === "failed" && event.nonce === nonce);

/** What was last sent of a payment: its own transaction, or the one that it shared. */
export const lastNonce = ({ nonce, sharedNonce }: Purchase) => nonce ?? sharedNonce;
export const lastFailed = (world: World, purchase: Purchase) => hasFailed(world, purchase.auth, lastNonce(purchase));

/** Whose payments the transaction under this nonce carries. */
const membersOf = (world: World, nonce: number) =>
  [...world.purchases.values()].filter((each) => each.nonce === nonce || each.sharedNonce === nonce).map(({ auth }) => auth);

export const isPublic = (world: World, auth: number) =>
  eventsOf(world).some((event) => event.auth === auth && event.kind !== "cancelled");

export function broadcast(world: World, auth: number, nonce: number): void {
  const members = membersOf(world, nonce);
  if (!members.includes(auth)) world.violations.push("sent before it was stored");
  const isKnown = world.mempool.some((transaction) => transaction.nonce === nonce) || nonce < mined(world);
  if (!isKnown) world.mempool.push({ auths: members.length > 0 ? members : [auth], nonce });
}

export function mine(world: World): void {
  const block: Block = { id: world.nextBlock++, events: [] };
  world.blocks.push(block);
  for (;;) {
    const nonce = mined(world);
    const index = world.mempool.findIndex((transaction) => transaction.nonce === nonce);
    if (index < 0) return;
    const [transaction] = world.mempool.splice(index, 1);
    run(world, block, transaction as Transaction);
  }
}

/** Of several each stands or falls alone, but where one takes the gas of all. */
function run(world: World, block: Block, { auths, nonce }: Transaction): void {
  const isStarved = auths.length > 1 && world.starves;
  if (isStarved) world.starves = false;
  const pays = (auth: number) => !isStarved && !isUsed(world, auth) && world.blocks.length <= validBefore(auth);
  const failsAll = world.mutant === "one failed member fails all" && !auths.every(pays);
  for (const auth of auths) block.events.push({ auth, kind: pays(auth) && !failsAll ? "paid" : "failed", nonce });
}

export function meddle(world: World, auth: number, kind: "paid" | "cancelled"): void {
  if (isUsed(world, auth) || (kind === "paid" && world.blocks.length >= validBefore(auth))) return;
  world.blocks.push({ id: world.nextBlock++, events: [{ auth, kind, nonce: null }] });
  if (!world.seen.has(auth)) world.spentUnseen.add(auth);
}

export function reorganise(world: World, depth: number, keep: boolean): void {
  const gone = world.blocks.splice(world.blocks.length - depth, depth).flatMap(({ events }) => events);
  for (let count = 0; count < depth; count++) world.blocks.push({ id: world.nextBlock++, events: [] });
  world.reorganised = true;
  world.counts.reorganised++;
  for (const nonce of new Set(gone.flatMap((event) => event.nonce ?? [])))
    if (keep) world.mempool.push({ auths: gone.filter((event) => event.nonce === nonce).map(({ auth }) => auth), nonce });
}
