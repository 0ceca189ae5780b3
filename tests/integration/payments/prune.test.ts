// What is forgotten of payments, and what never is.
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Clock } from "../../../lib/kernel/clock";
import { createPaymentPruning } from "../../../lib/payments/books/prune";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { createPaymentWorld, type PaymentWorld, PRICE } from "../../support/payments";
import { claimAndGiveUp } from "../../support/unfinished";
import { newPayer } from "../adversity/stage";

let world: PaymentWorld;

beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world.stop());

const DAY_MS = 86_400_000;
const inDays = (days: number): Clock => ({ now: () => new Date(Date.now() + days * DAY_MS) });
const prune = (days: number) => createPaymentPruning({ db: world.db, clock: inDays(days) })();
const idsOf = async () => (await world.db.purchase.findMany({ select: { id: true } })).map(({ id }) => id);

/** Refused before anything was sent. */
async function refuse(): Promise<string> {
  const offer = await world.sellItem();
  return (await claimAndGiveUp(world, offer, await world.sign(await newPayer(world, 0n), offer))).id;
}

async function buy(): Promise<string> {
  const offer = await world.sellItem();
  const outcome = await purchase(world, offer, await world.sign(await newPayer(world, PRICE), offer), "agent");
  if (outcome.state !== "confirmed") throw new Error("not bought");
  return outcome.purchaseId;
}

const expire = (id: string) => world.db.purchase.update({ where: { id }, data: { state: "expired" } });

it("a payment that ended and was never sent is forgotten a month after its end, and no day before", async () => {
  const [ended, open, told, sold] = [await refuse(), await refuse(), await refuse(), await buy()];
  await expire(ended);
  await expire(told);
  await world.db.discrepancy.create({ data: { id: "dis_1", kind: "unrecorded_transfer", subject: told, detail: {} } });
  expect((await prune(29)).payments).toBe(0);
  expect((await prune(31)).payments).toBe(1);
  expect((await idsOf()).sort()).toEqual([open, told, sold].sort());
  expect((await prune(31)).payments).toBe(0);
});

it("what a key of ours has sent keeps its nonce and its cost for the books, and loses its bytes once all is final", async () => {
  const [reverted, sold, young] = [await buy(), await buy(), await buy()];
  await world.db.entitlement.deleteMany({ where: { purchaseId: reverted } });
  await world.db.settlement.deleteMany({ where: { purchaseId: reverted } });
  await expire(reverted);
  await world.db.settlement.update({ where: { purchaseId: sold }, data: { finalizedAt: new Date() } });
  expect(await prune(31)).toEqual({ payments: 0, rawTransactions: 2 });
  const attempts = await world.db.settlementAttempt.findMany({ where: { purchaseId: { in: [reverted, sold, young] } } });
  const kept = attempts.map(({ purchaseId, rawTransaction, relayerNonce, feePaid }) => [
    purchaseId,
    rawTransaction !== null,
    relayerNonce !== null && feePaid !== null,
  ]);
  expect(new Set(kept.map(String))).toEqual(new Set([`${reverted},false,true`, `${sold},false,true`, `${young},true,true`]));
});
