import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { transferCall } from "../../../lib/chain/counterfactual";
import { takeLease } from "../../../lib/db/lease";
import type { Clock } from "../../../lib/kernel/clock";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { preparedOf, requestOf } from "../../../lib/payments/settlement/relay";
import { sweep } from "../../../lib/payments/settlement/sweep";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { createPaymentWorld, impatient, type PaymentWorld, PRICE } from "../../support/payments";
import { claimAndDie, claimAndGiveUp, storeAndDie } from "../../support/unfinished";

let world: PaymentWorld;
/** The sweep leaves fresh payments to the request that made them, and looks at each now and then; here a minute passes a look. */
let minutes = 1;
const later: Clock = { now: () => new Date(Date.now() + ++minutes * 60_000) };

beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world.stop());

const reader = (index: number): LocalAccount => world.chain.accounts.readers[index] as LocalAccount;
const sweepLater = () => sweep({ ...world, clock: later });

const stateOf = async (id: string) => (await world.db.purchase.findUniqueOrThrow({ where: { id } })).state;

describe("a claim whose server died before it stored anything", () => {
  const tenSecondsAgo = new Date(Date.now() - 10_000);

  it("is gone on with by who shows the payment again, and by one of them", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(reader(3), offer);
    const { id } = await claimAndDie(world, offer, payment);
    await world.db.purchase.update({ where: { id }, data: { updatedAt: tenSecondsAgo } });
    const outcomes = await Promise.all([1, 2, 3].map(() => purchase(world, offer, payment, "agent")));
    expect(outcomes).toEqual(Array(3).fill(expect.objectContaining({ state: "confirmed", purchaseId: id })));
    expect(await world.db.settlementAttempt.count({ where: { purchaseId: id } })).toBe(1);
  });

  it("that was alive after all and is late says nothing of a payment that somebody else went on with", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(reader(3), offer);
    const { id } = await claimAndDie(world, offer, payment);
    await world.db.purchase.update({ where: { id }, data: { updatedAt: tenSecondsAgo } });
    const slow: PaymentWorld = {
      ...world,
      usdc: {
        ...world.usdc,
        async simulate() {
          await world.db.purchase.update({ where: { id }, data: { updatedAt: tenSecondsAgo } });
          await world.chain.setAutomine(false);
          void purchase(world, offer, payment, "agent");
          await expect.poll(() => stateOf(id)).toBe("settling");
          throw new Error("the node did not answer");
        },
      },
    };
    try {
      expect(await purchase(slow, offer, payment, "agent")).toMatchObject({ state: "pending" });
    } finally {
      await world.chain.setAutomine(true);
      await world.chain.mine();
    }
    await expect.poll(async () => (await purchase(world, offer, payment, "agent")).state, { timeout: 20_000 }).toBe("confirmed");
  });
});

describe("the sweep", () => {
  it("sends a transaction that was stored and never sent, and grants what it paid for", async () => {
    const offer = await world.sellItem();
    const { claimed } = await storeAndDie(world, offer, await world.sign(reader(0), offer));
    await sweepLater();
    expect(await stateOf(claimed.id)).toBe("confirmed");
    expect(await world.db.entitlement.count({ where: { itemId: offer.id, wallet: reader(0).address.toLowerCase() } })).toBe(1);
  });

  it("grants what was sent and mined while nobody was looking", async () => {
    const offer = await world.sellItem();
    const { claimed, attempt } = await storeAndDie(world, offer, await world.sign(reader(1), offer));
    await world.facilitator.submit(preparedOf(attempt), requestOf(world, claimed));
    await sweepLater();
    expect(await stateOf(claimed.id)).toBe("confirmed");
  });

  it("sends a transaction again that the mempool lost", async () => {
    const offer = await world.sellItem();
    const { claimed, attempt } = await storeAndDie(world, offer, await world.sign(reader(2), offer));
    await world.chain.setAutomine(false);
    const { rawTransaction, transaction } = preparedOf(attempt).signed ?? {};
    await world.chain.client.sendRawTransaction({ serializedTransaction: rawTransaction as `0x${string}` });
    await world.chain.dropTransaction(transaction as `0x${string}`);
    await world.chain.setAutomine(true);
    await sweepLater();
    await sweepLater();
    expect(await stateOf(claimed.id)).toBe("confirmed");
  });

  it("frees a claim that died before anything was signed, and the same header can then be paid", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(reader(3), offer);
    const claimed = await claimAndDie(world, offer, payment);
    await sweepLater();
    expect(await stateOf(claimed.id)).toBe("refused");
    expect((await purchase(world, offer, payment, "agent")).state).toBe("confirmed");
  });

  it("tells an authorization that ended before anything was sent that it is over, and not to wait", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(reader(3), offer);
    const { id } = await claimAndDie(world, offer, payment);
    await sweepLater();
    await world.db.purchase.update({ where: { id, reason: "unexpected_settle_error" }, data: { state: "expired" } });
    const outcome = await purchase(world, offer, payment, "agent");
    expect(outcome).toEqual({ state: "refused", reason: "invalid_exact_evm_payload_authorization_valid_before" });
  });

  it("grants a refused authorization that somebody settled afterwards: who was charged is served", async () => {
    const offer = await world.sellItem(900_000_000n);
    const payment = await world.sign(reader(4), offer);
    await claimAndGiveUp(world, offer, payment);
    await world.chain.mint(reader(4).address, 900_000_000n);
    await world.chain.client.sendTransactionSync({
      account: world.chain.accounts.minter.account,
      to: world.chain.usdc,
      data: transferCall(payment.authorization),
    });
    await sweepLater();
    expect(await world.db.entitlement.count({ where: { itemId: offer.id } })).toBe(1);
  });

  it("records a second charge that the payer caused once both are final, and grants nothing twice", async () => {
    const offer = await world.sellItem(700_000_000n);
    const buyer = reader(2);
    const early = await world.sign(buyer, offer);
    await claimAndGiveUp(world, offer, early);
    await world.chain.mint(buyer.address, 1_400_000_000n);
    expect((await purchase(world, offer, await world.sign(buyer, offer), "agent")).state).toBe("confirmed");
    await world.chain.client.sendTransactionSync({
      account: world.chain.accounts.minter.account,
      to: world.chain.usdc,
      data: transferCall(early.authorization),
    });
    await sweepLater();
    const row = await world.db.purchase.findFirstOrThrow({ where: { nonce: early.authorization.nonce } });
    expect(row.state).toBe("refused");
    await expect(purchase(world, offer, early, "agent")).rejects.toMatchObject({ code: "already_owned" });
    await world.chain.mine(80);
    await sweepLater();
    const rows = await world.db.purchase.findMany({
      where: { itemId: offer.id },
      include: { settlement: true, entitlement: true },
    });
    expect(rows.filter((row) => row.settlement)).toHaveLength(2);
    expect(rows.filter((row) => row.entitlement)).toHaveLength(1);
    expect(rows.find((row) => row.nonce === early.authorization.nonce)).toMatchObject({ state: "expired", reason: "paid_twice" });
    await expect(purchase(world, offer, early, "agent")).rejects.toMatchObject({ code: "already_owned" });
  });

  it("fills a gap in the relayer's nonces, so that later purchases go through", async () => {
    const [stuck, next] = [await world.sellItem(), await world.sellItem()];
    await storeAndDie(world, stuck, await world.sign(reader(0), stuck));
    const pending = purchase(world, next, await world.sign(reader(1), next), "agent");
    await sweep(world);
    expect((await pending).state).toBe("confirmed");
  });

  it("goes on with the others where the chain fails for one of them, and comes back to that one", async () => {
    const [first, second] = await Promise.all([world.sellItem(), world.sellItem()]);
    const broken = await storeAndDie(world, first, await world.sign(reader(3), first));
    const sound = await storeAndDie(world, second, await world.sign(reader(3), second));
    const settlementIn: typeof world.usdc.settlementIn = async (...asked) => {
      if (asked[0] === broken.attempt.transaction) throw new Error("the node fell silent");
      return world.usdc.settlementIn(...asked);
    };
    const report = await sweep({ ...world, clock: later, usdc: { ...world.usdc, settlementIn } });
    expect(report.failed).toBe(1);
    expect([await stateOf(broken.claimed.id), await stateOf(sound.claimed.id)]).toEqual(["settling", "confirmed"]);
    await sweepLater();
    expect(await stateOf(broken.claimed.id)).toBe("confirmed");
  });

  it("ends an authorization only when a finalized block is past its validity and it is unused there", async () => {
    const offer = await world.sellItem(800_000_000n);
    const payment = await world.sign(reader(0), offer);
    const row = await claimAndGiveUp(world, offer, payment);

    await world.chain.setNextBlockTimestamp(payment.authorization.validBefore + 5n);
    await world.chain.mine();
    await sweepLater();
    expect(await stateOf(row.id)).toBe("refused");

    await world.chain.mine(80);
    await sweepLater();
    expect(await stateOf(row.id)).toBe("expired");
  });

  it("runs in one process at a time", async () => {
    expect(await takeLease(world.db, "test", "one", 60)).toMatchObject({ token: 1n });
    expect(await takeLease(world.db, "test", "two", 60)).toBeNull();
    expect(await takeLease(world.db, "test", "one", 60)).toMatchObject({ token: 1n });
  });
});

describe("a settlement that is not seen in time", () => {
  it("is pending and never failed; the same header is served once the chain has it", async () => {
    const fresh = await createPaymentWorld();
    try {
      const offer = await fresh.sellItem();
      const payment = await fresh.sign(reader(0), offer);
      await fresh.chain.setAutomine(false);
      const outcome = await purchase(impatient(fresh), offer, payment, "agent");
      expect(outcome.state).toBe("pending");
      const retry = purchase(fresh, offer, payment, "agent");
      await fresh.chain.mine();
      await fresh.chain.setAutomine(true);
      await sweep({ ...fresh, clock: later });
      expect((await retry).state).toBe("confirmed");
      expect(await fresh.chain.balanceOf(reader(0).address)).toBe(100_000_000n - PRICE);
    } finally {
      await fresh.stop();
    }
  });
});
