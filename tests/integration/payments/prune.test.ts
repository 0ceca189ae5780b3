// What is forgotten of payments, and what never is.
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Clock } from "../../../lib/kernel/clock";
import { PRUNING, prunePayments } from "../../../lib/payments/books/prune";
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
const prune = (days: number) => prunePayments({ db: world.db, clock: inDays(days) });
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

it("goes on after those that are kept, also on a server that has just begun, and begins anew at the end", async () => {
  const [kept, forgettable] = [await refuse(), await refuse()];
  await expire(forgettable);
  // As many as one run looks at here, before the one that can go.
  await world.db.$executeRaw`
    INSERT INTO purchase (id, item_id, version_id, creator_id, state, payer_kind, chain_id, asset, payer, pay_to, amount, nonce, valid_after,
                          valid_before, signature, x402_version, claimed_at_block, updated_at)
    SELECT 'pur_kept' || n, item_id, version_id, creator_id, 'expired', payer_kind, chain_id, asset, payer, pay_to, amount,
           '0x' || lpad(to_hex(n), 64, '0'), valid_after, valid_before, signature, x402_version, claimed_at_block, now() - interval '1 day'
      FROM purchase, generate_series(1, 500) AS n WHERE id = ${kept}`;
  await world.db.$executeRaw`
    INSERT INTO discrepancy (id, kind, subject, detail)
    SELECT 'dis_kept' || n, 'unrecorded_transfer', 'pur_kept' || n, '{}' FROM generate_series(1, 500) AS n`;
  const run = () => prunePayments({ db: world.db, clock: inDays(33) }, 1);
  expect((await run()).payments).toBe(0);
  expect((await run()).payments).toBe(1);
  expect(await idsOf()).not.toContain(forgettable);
  expect((await run()).payments).toBe(0);
  expect(await world.db.lease.findUnique({ where: { name: PRUNING } })).toMatchObject({
    progress: expect.stringContaining("pur_kept"),
  });
});
