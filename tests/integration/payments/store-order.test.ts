// Payments that are stored at once and want the same rows: the relayer's, and the payer's place for the item.
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { transferCall } from "../../../lib/chain/counterfactual";
import { storeAttempt } from "../../../lib/payments/ledger/journal-queries";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { createPaymentWorld, type PaymentWorld } from "../../support/payments";
import { claimAndDie } from "../../support/unfinished";
import { newPayer } from "../adversity/stage";

let world: PaymentWorld;
beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world.stop());

const isAnybodyWaiting = async () => {
  const waiting = "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
  return (await world.db.pool.query(waiting)).rowCount !== 0;
};

/** A claim without its attempt, which is stored up to its signing by `store`, and from there on once `goOn` is called. */
async function heldClaim() {
  const [offer, payer] = [await world.sellItem(), await newPayer(world)];
  const payment = await world.sign(payer, offer);
  const claimed = await claimAndDie(world, offer, payment);
  const call = { to: world.network.asset, data: transferCall(payment.authorization) };
  const fees = await world.facilitator.estimateFees();
  let goOn = () => {};
  const gate = new Promise<void>((open) => {
    goOn = open;
  });
  let enter = () => {};
  const entered = new Promise<void>((done) => {
    enter = done;
  });
  const store = () =>
    storeAttempt(world, claimed, async (take) => {
      enter();
      await gate;
      return world.facilitator.prepare([{ call, gas: 200_000n }], fees, take);
    });
  return { offer, payer, claimed, store, entered, goOn };
}

it("a claim is stored while another payment of its payer's for the item begins: neither waits for the other in a circle", async () => {
  const { offer, payer, store, entered, goOn } = await heldClaim();
  const second = await world.sign(payer, offer);
  const stored = store();
  await entered;
  let isAnswered = false;
  const answer = purchase(world, offer, second, "agent").finally(() => {
    isAnswered = true;
  });
  await vi.waitFor(async () => expect(isAnswered || (await isAnybodyWaiting())).toBe(true));
  goOn();
  expect(await Promise.allSettled([stored, answer])).toMatchObject([
    { status: "fulfilled", value: { relayer: world.facilitator.relayers[0]?.address } },
    { status: "fulfilled", value: { state: "pending" } },
  ]);
});

it("a claim that is gone when it is stored takes no nonce", async () => {
  const { claimed, store, entered, goOn } = await heldClaim();
  const nextNonce = async () => (await world.db.relayer.findFirstOrThrow()).nextNonce;
  const before = await nextNonce();
  const stored = store();
  await entered;
  await world.db.purchase.update({ where: { id: claimed.id }, data: { state: "refused" } });
  goOn();
  expect(await stored).toBeNull();
  expect(await nextNonce()).toBe(before);
});
