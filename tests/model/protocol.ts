// The payment protocol as a pure model: requests that advance one atomic step at a time, a database, a chain with reorganisations,
// and everybody who meddles. The moves of a purchase are the real ones (lib/payments/ledger/machine.ts). Mutants are its known wrong designs.
import { inFlight, type MoveName, next } from "../../lib/payments/ledger/machine";
import { type Command, FINAL, itemOf, payerOf, validBefore } from "./commands";
import type { Block, Event, Purchase, Task, World } from "./world";

const CLOCK_AHEAD = 8;

const eventsOf = (world: World) => world.blocks.flatMap(({ events }) => events);
const endOf = (world: World, auth: number) => eventsOf(world).find((event) => event.auth === auth && event.kind !== "failed");
const isUsed = (world: World, auth: number) => endOf(world, auth) !== undefined;
const blockOf = (world: World, auth: number, kind: Event["kind"]) =>
  world.blocks.findIndex(({ events }) => events.some((event) => event.auth === auth && event.kind === kind));
const isFinal = (world: World, index: number) => index >= 0 && world.blocks.length - index > FINAL;
export const isPaid = (world: World, auth: number) => blockOf(world, auth, "paid") >= 0;
const paysFor = (world: World, auth: number) => (world.mutant === "used is paid" ? isUsed(world, auth) : isPaid(world, auth));
const mined = (world: World) => eventsOf(world).filter(({ nonce }) => nonce !== null).length;

function move(world: World, purchase: Purchase, name: MoveName): boolean {
  const to = next(purchase.state, name);
  if (!to) return false;
  const rival =
    world.mutant !== "no in-flight index" &&
    inFlight.some((state) => state === to) &&
    !inFlight.some((state) => state === purchase.state) &&
    [...world.purchases.values()].find((other) => other !== purchase && isRival(other, purchase));
  if (rival) {
    if (name === "confirm" && isSecond(world, purchase, rival)) purchase.state = "expired";
    return false;
  }
  purchase.state = to;
  return true;
}

/** Paid by a payer who has the item by a payment that cannot be lost any more. */
function isSecond(world: World, { auth }: Purchase, rival: Purchase): boolean {
  if (world.mutant === "begun is owned") return true;
  if (rival.state !== "confirmed") return false;
  const blocks = [world.blocks.findIndex(({ id }) => id === rival.evidence), blockOf(world, auth, "paid")];
  return world.mutant === "owned before final" || blocks.every((index) => isFinal(world, index));
}

const isRival = (a: Pick<Purchase, "item" | "auth" | "state">, b: Pick<Purchase, "item" | "auth">) =>
  a.item === b.item && payerOf(a.auth) === payerOf(b.auth) && inFlight.some((state) => state === a.state);

function confirm(world: World, purchase: Purchase): void {
  if (!move(world, purchase, "confirm")) return;
  const index = blockOf(world, purchase.auth, "paid");
  if (index < 0) world.violations.push("I2: confirmed without the chain's word");
  purchase.evidence = world.blocks[index]?.id ?? -1;
  world.counts.confirmed++;
}

function answer402(world: World, { auth }: Task): void {
  world.counts.refused++;
  if (world.mempool.some((transaction) => transaction.auth === auth)) world.violations.push("402 while a payment is under way");
}

const isPublic = (world: World, auth: number) =>
  eventsOf(world).some((event) => event.auth === auth && event.kind !== "cancelled");

function deliver(world: World, task: Task, purchase: Purchase): void {
  if (purchase.state !== "confirmed") world.violations.push("I2: delivered before it was confirmed");
  if (task.isLate && world.mutant !== "a copied header delivers") return;
  // A reorganisation takes it out of the blocks, and out of nobody's memory.
  if (task.isCopied && !world.reorganised) world.violations.push("I5: a header that was public delivered");
  if (purchase.deliveries > 0 && world.mutant !== "a header delivers again") return;
  if (++purchase.deliveries > 1) world.violations.push("I5: a header alone delivered twice");
}

function broadcast(world: World, auth: number, nonce: number): void {
  const isStored = [...world.purchases.values()].some((each) => each.auth === auth && each.nonce === nonce);
  if (!isStored) world.violations.push("sent before it was stored");
  const isKnown = world.mempool.some((transaction) => transaction.nonce === nonce) || nonce < mined(world);
  if (!isKnown) world.mempool.push({ auth, nonce });
}

function look(world: World, task: Task, purchase: Purchase | undefined): boolean {
  task.isLate = isPublic(world, task.auth);
  if (purchase && purchase.item !== task.item) {
    world.counts.conflict++;
    return false;
  }
  if (purchase?.state === "claimed") {
    // Left by whoever made the claim, or not: who waits for it goes on with it.
    task.step = "simulate";
    return true;
  }
  if (purchase && purchase.state !== "refused") {
    if (purchase.state === "confirmed") deliver(world, task, purchase);
    return false;
  }
  if (purchase && purchase.nonce !== null) {
    // Sent once, and never again: a reorganisation may have put it under way.
    if (paysFor(world, task.auth)) confirm(world, purchase);
    else if (blockOf(world, task.auth, "failed") >= 0) answer402(world, task);
    else world.counts.pending++;
    return false;
  }
  task.step = purchase ? "claim" : "foresee";
  return true;
}

/** A simulation that succeeds shows the nonce unused; one that fails writes no row. */
function foresee(world: World, task: Task, purchase: Purchase | undefined): boolean {
  const { auth } = task;
  const isSpent = isUsed(world, auth) && world.mutant !== "spent before buys";
  if (!isSpent && world.blocks.length <= validBefore(auth)) {
    if (world.mutant === "nonce without claim") task.nonce = world.nextNonce++;
    if (world.mutant === "broadcast before persisting") broadcast(world, auth, world.nextNonce);
    task.step = "begin";
    return true;
  }
  // It was begun meanwhile.
  if (purchase) return look(world, task, purchase);
  answer402(world, task);
  return false;
}

/** Claim, relayer nonce and signed bytes are one commit; the loser of the unique key joins. */
function begin(world: World, task: Task, purchase: Purchase | undefined): boolean {
  const { auth, item, key } = task;
  if (purchase) return look(world, task, purchase);
  const hasRival = [...world.purchases.values()].some((other) => isRival(other, { item, auth }));
  if (hasRival && world.mutant !== "no in-flight index") return false;
  const nonce = task.nonce ?? world.nextNonce++;
  world.purchases.set(key, { key, auth, item, state: "settling", nonce, evidence: null, deliveries: 0 });
  task.step = "broadcast";
  return true;
}

function claim(world: World, task: Task, purchase: Purchase): boolean {
  if (!move(world, purchase, "reclaim")) return false;
  task.step = "simulate";
  return true;
}

function leave(world: World, auth: number): void {
  const key = `${auth}`;
  const fresh = { key, auth, item: itemOf(auth), state: "claimed" as const, nonce: null, evidence: null, deliveries: 0 };
  const hasRival = [...world.purchases.values()].some((other) => isRival(other, fresh));
  if (world.purchases.has(key) || hasRival || isUsed(world, auth)) return;
  world.seen.add(auth);
  world.purchases.set(key, fresh);
}

/** One atomic step of a request; false when it has its answer. */
function stepTask(world: World, task: Task): boolean {
  const purchase = world.purchases.get(task.key);
  switch (task.step) {
    case "look":
      return look(world, task, purchase);
    case "foresee":
      return foresee(world, task, purchase);
    case "begin":
      return begin(world, task, purchase);
    case "claim":
      return purchase !== undefined && claim(world, task, purchase);
    default:
      return purchase !== undefined && stepSettlement(world, task, purchase);
  }
}

function simulate(world: World, task: Task, purchase: Purchase): boolean {
  const { auth } = task;
  if (paysFor(world, auth)) {
    confirm(world, purchase);
    task.step = "deliver";
    return true;
  }
  if (isUsed(world, auth) || world.blocks.length > validBefore(auth)) {
    if (move(world, purchase, "refuse")) answer402(world, task);
    return false;
  }
  task.step = "store";
  return true;
}

function stepSettlement(world: World, task: Task, purchase: Purchase): boolean {
  switch (task.step) {
    case "simulate":
      return simulate(world, task, purchase);
    case "store":
      if (!move(world, purchase, "store")) return false;
      purchase.nonce ??= world.nextNonce++;
      task.step = "broadcast";
      return true;
    case "broadcast":
      broadcast(world, purchase.auth, purchase.nonce ?? world.nextNonce);
      task.step = "wait";
      if (world.mutant === "trust the facilitator") {
        confirm(world, purchase);
        task.step = "deliver";
      }
      return true;
    case "wait":
      return wait(world, task, purchase);
    default:
      if (purchase.state === "confirmed") deliver(world, task, purchase);
      return false;
  }
}

function wait(world: World, task: Task, purchase: Purchase): boolean {
  const { auth } = task;
  if (paysFor(world, auth)) {
    if (world.mutant === "deliver before confirm") deliver(world, task, purchase);
    confirm(world, purchase);
    task.step = "deliver";
    return true;
  }
  if (blockOf(world, auth, "failed") >= 0) {
    move(world, purchase, "revert");
    answer402(world, task);
    return false;
  }
  if (!task.impatient) return true;
  world.counts.pending++;
  if (world.mutant === "timeout is failure") {
    move(world, purchase, "revert");
    answer402(world, task);
  }
  return false;
}

function isOver(world: World, auth: number): boolean {
  const end = endOf(world, auth);
  if (end) return end.kind === "cancelled" && isFinal(world, blockOf(world, auth, "cancelled"));
  if (world.mutant === "expiry by the clock") return world.blocks.length + CLOCK_AHEAD > validBefore(auth);
  return world.blocks.length - FINAL > validBefore(auth);
}

function watch(world: World, purchase: Purchase): void {
  const isGone = purchase.evidence !== null && !world.blocks.some(({ id }) => id === purchase.evidence);
  if (purchase.state !== "confirmed" || !isGone) return;
  if (isPaid(world, purchase.auth)) purchase.evidence = world.blocks[blockOf(world, purchase.auth, "paid")]?.id ?? null;
  else if (move(world, purchase, "vanish")) purchase.evidence = null;
}

function sweepOne(world: World, purchase: Purchase): void {
  if (purchase.state === "confirmed" || purchase.state === "expired") return;
  // A fresh claim is left to the request that made it.
  if (purchase.state === "claimed" && world.tasks.some(({ key, step }) => key === purchase.key && step !== "look")) return;
  if (paysFor(world, purchase.auth)) confirm(world, purchase);
  else if (isOver(world, purchase.auth)) move(world, purchase, "expire");
  else if (purchase.state === "claimed") move(world, purchase, "refuse");
  else if (blockOf(world, purchase.auth, "failed") >= 0) move(world, purchase, "revert");
}

/** A sweep, along lib/payments/settlement/sweep.ts. */
export function sweep(world: World): void {
  if (world.mutant === "no sweep") return;
  const purchases = [...world.purchases.values()];
  if (world.mutant !== "ignore reorganisations") for (const purchase of purchases) watch(world, purchase);
  const unmined = purchases.filter(({ nonce }) => nonce !== null && nonce >= mined(world));
  for (const purchase of unmined.sort((a, b) => (a.nonce ?? 0) - (b.nonce ?? 0)))
    broadcast(world, purchase.auth, purchase.nonce ?? 0);
  for (const purchase of purchases) sweepOne(world, purchase);
}

export function mine(world: World): void {
  const block: Block = { id: world.nextBlock++, events: [] };
  world.blocks.push(block);
  for (;;) {
    const nonce = mined(world);
    const index = world.mempool.findIndex((transaction) => transaction.nonce === nonce);
    if (index < 0) return;
    const [transaction] = world.mempool.splice(index, 1);
    const auth = transaction?.auth ?? 0;
    const pays = !isUsed(world, auth) && world.blocks.length <= validBefore(auth);
    block.events.push({ auth, kind: pays ? "paid" : "failed", nonce });
  }
}

function meddle(world: World, auth: number, kind: "paid" | "cancelled"): void {
  if (isUsed(world, auth) || (kind === "paid" && world.blocks.length >= validBefore(auth))) return;
  world.blocks.push({ id: world.nextBlock++, events: [{ auth, kind, nonce: null }] });
  if (!world.seen.has(auth)) world.spentUnseen.add(auth);
}

function reorganise(world: World, depth: number, keep: boolean): void {
  const gone = world.blocks.splice(world.blocks.length - depth, depth).flatMap(({ events }) => events);
  for (let count = 0; count < depth; count++) world.blocks.push({ id: world.nextBlock++, events: [] });
  world.reorganised = true;
  world.counts.reorganised++;
  for (const { auth, nonce } of gone) if (keep && nonce !== null) world.mempool.push({ auth, nonce });
}

export function apply(world: World, command: Command): void {
  switch (command.type) {
    case "present": {
      const { auth, item, bytes } = command;
      world.seen.add(auth);
      const key = world.mutant === "key by header bytes" ? `${auth}/${bytes}` : `${auth}`;
      world.tasks.push({
        auth,
        item,
        key,
        step: "look",
        nonce: null,
        impatient: false,
        isCopied: isPublic(world, auth),
        isLate: false,
      });
      return;
    }
    case "step":
    case "impatience": {
      const task = world.tasks[command.task % Math.max(1, world.tasks.length)];
      if (!task) return;
      if (command.type === "impatience") task.impatient = true;
      const count = command.type === "step" ? command.count : 1;
      for (let step = 0; step < count; step++)
        if (!stepTask(world, task)) {
          world.tasks.splice(world.tasks.indexOf(task), 1);
          return;
        }
      return;
    }
    case "kill":
      world.tasks = [];
      world.counts.killed++;
      return;
    case "leave":
      leave(world, command.auth);
      return;
    case "sweep":
      sweep(world);
      return;
    case "mine":
      mine(world);
      return;
    case "drop":
      world.mempool.pop();
      return;
    case "reorg":
      reorganise(world, command.depth, command.keep);
      return;
    case "front-run":
      meddle(world, command.auth, "paid");
      return;
    case "cancel":
      meddle(world, command.auth, "cancelled");
      return;
  }
}
