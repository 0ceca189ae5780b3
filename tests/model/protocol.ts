// The payment protocol as a pure model: requests that advance one atomic step at a time, and a database. The moves of a purchase are the real ones (lib/payments/ledger/machine.ts). Mutants are its known wrong designs.
import { inFlight, type MoveName, next } from "../../lib/payments/ledger/machine";
import { blockOf, broadcast, endOf, isFinal, isPaid, isPublic, isUsed, lastFailed, lastNonce, mined, paysFor } from "./chain";
import { FINAL, payerOf, validBefore } from "./commands";
import type { Purchase, Task, World } from "./world";

const CLOCK_AHEAD = 8;

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

export const isRival = (a: Pick<Purchase, "item" | "auth" | "state">, b: Pick<Purchase, "item" | "auth">) =>
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
  const isGood = !isUsed(world, auth) && world.blocks.length <= validBefore(auth) && !world.reorganised;
  if (isGood) world.violations.push("402 for a payment that could be settled");
  if (world.mempool.some(({ auths }) => auths.includes(auth))) world.violations.push("402 while a payment is under way");
}

function deliver(world: World, task: Task, purchase: Purchase): void {
  if (purchase.state !== "confirmed") world.violations.push("I2: delivered before it was confirmed");
  if (task.isLate && world.mutant !== "a copied header delivers") return;
  // A reorganisation takes it out of the blocks, and out of nobody's memory.
  if (task.isCopied && !world.reorganised) world.violations.push("I5: a header that was public delivered");
  if (purchase.deliveries > 0 && world.mutant !== "a header delivers again") return;
  if (++purchase.deliveries > 1) world.violations.push("I5: a header alone delivered twice");
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
  if (purchase && lastNonce(purchase) !== null) {
    // Sent alone once, and never again: a reorganisation may have put it under way.
    const isEnd = lastFailed(world, purchase);
    const mayGoAlone = isEnd && purchase.nonce === null && !purchase.isAtFault && !paysFor(world, task.auth);
    if (!mayGoAlone) {
      if (paysFor(world, task.auth)) confirm(world, purchase);
      else if (isEnd) answer402(world, task);
      else world.counts.pending++;
      return false;
    }
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

const hasRival = (world: World, task: Task) =>
  world.mutant !== "no in-flight index" && [...world.purchases.values()].some((other) => isRival(other, task as never));

/** Claim, relayer nonce and signed bytes are one commit; the loser of the unique key joins. */
function begin(world: World, task: Task, purchase: Purchase | undefined): boolean {
  if (purchase) return look(world, task, purchase);
  if (hasRival(world, task)) return false;
  const nonce = task.nonce ?? world.nextNonce++;
  store(world, task, { nonce, sharedNonce: null });
  const others = world.tasks.filter((other) => other !== task && other.step === "begin" && task.company.includes(other.auth));
  for (const other of others) {
    if (world.purchases.has(other.key) || hasRival(world, other)) continue;
    for (const each of [task, other]) store(world, each, { nonce: null, sharedNonce: nonce });
    world.counts.shared++;
  }
  return true;
}

function store(world: World, task: Task, nonces: Pick<Purchase, "nonce" | "sharedNonce">): void {
  const { auth, item, key } = task;
  world.purchases.set(key, { key, auth, item, state: "settling", ...nonces, evidence: null, isAtFault: false, deliveries: 0 });
  task.step = "broadcast";
}

function claim(world: World, task: Task, purchase: Purchase): boolean {
  if (!move(world, purchase, "reclaim")) return false;
  task.step = "simulate";
  return true;
}

/** One atomic step of a request; false when it has its answer. */
export function stepTask(world: World, task: Task): boolean {
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
    if (isUnderWayAgain(world, purchase)) {
      move(world, purchase, "store");
      world.counts.pending++;
      return false;
    }
    purchase.isAtFault = purchase.sharedNonce !== null;
    if (move(world, purchase, "refuse")) answer402(world, task);
    return false;
  }
  task.step = "store";
  return true;
}

/** What failed in company does not lie in the chain any more. */
const isUnderWayAgain = (world: World, purchase: Purchase) => purchase.sharedNonce !== null && !lastFailed(world, purchase);

function stepSettlement(world: World, task: Task, purchase: Purchase): boolean {
  switch (task.step) {
    case "simulate":
      return simulate(world, task, purchase);
    case "store":
      if (!move(world, purchase, "store")) return false;
      if (purchase.sharedNonce !== null) world.counts.alone++;
      purchase.nonce ??= world.nextNonce++;
      task.step = "broadcast";
      return true;
    case "broadcast":
      broadcast(world, purchase.auth, lastNonce(purchase) ?? world.nextNonce);
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
  if (lastFailed(world, purchase)) {
    if (purchase.nonce === null && world.mutant !== "one failed member fails all") {
      task.step = "simulate";
      // A sweep may have refused it first.
      return move(world, purchase, "release") || (!purchase.isAtFault && move(world, purchase, "reclaim"));
    }
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
  else if (purchase.state === "claimed") move(world, purchase, isUnderWayAgain(world, purchase) ? "store" : "refuse");
  else if (lastFailed(world, purchase)) move(world, purchase, "revert");
}

/** A sweep, along lib/payments/settlement/sweep.ts. */
export function sweep(world: World): void {
  if (world.mutant === "no sweep") return;
  const purchases = [...world.purchases.values()];
  if (world.mutant === "a replacement with other members") for (const { auths } of world.mempool) auths.splice(1);
  if (world.mutant !== "ignore reorganisations") for (const purchase of purchases) watch(world, purchase);
  const unmined = purchases.flatMap(({ auth, nonce, sharedNonce }) =>
    [sharedNonce, nonce].flatMap((each) => (each !== null && each >= mined(world) ? { auth, nonce: each } : [])),
  );
  for (const { auth, nonce } of unmined.sort((a, b) => a.nonce - b.nonce)) broadcast(world, auth, nonce);
  for (const purchase of purchases) sweepOne(world, purchase);
}
