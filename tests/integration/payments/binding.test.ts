// What binds a payment to its item: quotes, derived nonces and the client's own id, on a real chain and database.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ItemOffer } from "../../../lib/catalog/items/offer";
import { transferCall } from "../../../lib/chain/counterfactual";
import { toAddress, toHash } from "../../../lib/kernel/address";
import { newId } from "../../../lib/kernel/ids";
import { deliver } from "../../../lib/payments/purchase/deliver";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { issueQuote } from "../../../lib/payments/terms/quotes";
import { blockWallet, unblockWallet } from "../../../lib/screening/blocklist";
import { boundTo, type Quote } from "../../../lib/x402/exact/bound-nonce";
import type { SignedAuthorization } from "../../../lib/x402/exact/signed-authorization";
import type { PresentedPayment } from "../../../lib/x402/payment-header";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { operator, requestId } from "../../support/operator";
import { createPaymentWorld, type PaymentWorld, PRICE } from "../../support/payments";

let world: PaymentWorld;

beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world?.stop());

const reader = (index: number): LocalAccount => world.chain.accounts.readers[index] as LocalAccount;
const moneyOf = (index: number) => world.chain.balanceOf(reader(index).address);
const newPaymentId = () => `pay_${crypto.randomUUID()}`;

function quoteFor({ id: itemId, payTo, amount }: ItemOffer, now = new Date()): Quote {
  return issueQuote(world.quoteKey, { chainId: world.network.chainId, itemId, payTo, amount }, now);
}

/** As our own wall signs: everything follows from the quote. */
function signBound(index: number, offer: ItemOffer, attempt = 0): Promise<PresentedPayment> {
  const buyer = reader(index);
  const payer = toAddress(buyer.address);
  return world.sign(buyer, offer, boundTo(quoteFor(offer), offer.id, attempt, payer, world.network.chainId));
}

/** Somebody else puts the authorization on chain. */
async function submitElsewhere(authorization: SignedAuthorization): Promise<void> {
  const stranger = world.chain.accounts.minter.account;
  await world.chain.client.sendTransactionSync({ account: stranger, to: world.chain.usdc, data: transferCall(authorization) });
}

async function reprice(offer: ItemOffer, amount: bigint, minutesAgo: number): Promise<ItemOffer> {
  const startedAt = new Date(Date.now() - minutesAgo * 60_000);
  await world.db.itemPrice.create({ data: { id: newId("price"), itemId: offer.id, amount, startedAt } });
  await world.db.item.update({ where: { id: offer.id }, data: { amount } });
  return { ...offer, amount };
}

describe("an authorization whose nonce names the item", () => {
  it("is sold as any other, and remembered as bound; a random one is not", async () => {
    const offer = await world.sellItem();
    expect((await purchase(world, offer, await signBound(0, offer), "person")).state).toBe("confirmed");
    expect((await purchase(world, offer, await world.sign(reader(1), offer), "agent")).state).toBe("confirmed");
    const rows = await world.db.purchase.findMany({ where: { itemId: offer.id }, select: { payer: true, isBound: true } });
    expect(Object.fromEntries(rows.map(({ payer, isBound }) => [payer, isBound]))).toEqual({
      [reader(0).address.toLowerCase()]: true,
      [reader(1).address.toLowerCase()]: false,
    });
  });

  it("still buys its item when somebody else was first to bring it to the chain, and is charged once", async () => {
    const offer = await world.sellItem();
    const payment = await signBound(0, offer, 5);
    const before = await moneyOf(0);
    await submitElsewhere(payment.authorization);
    const outcome = await purchase(world, offer, payment, "person");

    expect(outcome.state).toBe("confirmed");
    expect(await moneyOf(0)).toBe(before - PRICE);
    const row = await world.db.purchase.findFirstOrThrow({
      where: { itemId: offer.id },
      include: { settlement: true, entitlement: true, attempts: true },
    });
    expect(row).toMatchObject({ state: "confirmed", isBound: true, attempts: [] });
    expect(row.entitlement?.wallet).toBe(reader(0).address.toLowerCase());
    expect(row.settlement?.transaction).toBe(outcome.state === "confirmed" && outcome.transaction);
  });

  it("buys its item again after the database lost the sale, without a second charge", async () => {
    const offer = await world.sellItem();
    const payment = await signBound(1, offer);
    await purchase(world, offer, payment, "person");
    const before = await moneyOf(1);
    await world.db.$executeRaw`DELETE FROM entitlement WHERE item_id = ${offer.id}`;
    await world.db.$executeRaw`DELETE FROM settlement WHERE item_id = ${offer.id}`;
    await world.db
      .$executeRaw`DELETE FROM settlement_attempt WHERE purchase_id IN (SELECT id FROM purchase WHERE item_id = ${offer.id})`;
    await world.db.$executeRaw`DELETE FROM purchase WHERE item_id = ${offer.id}`;

    expect((await purchase(world, offer, payment, "person")).state).toBe("confirmed");
    expect(await moneyOf(1)).toBe(before);
    expect(await world.db.entitlement.count({ where: { itemId: offer.id } })).toBe(1);
  });

  it("that was paid in time buys its item though it is shown after its end, and one that was not buys nothing", async () => {
    const offer = await world.sellItem();
    const [paid, unpaid] = [await signBound(1, offer, 1), await signBound(1, offer, 2)];
    await submitElsewhere(paid.authorization);
    const usdc = {
      ...world.usdc,
      head: async () => ({ ...(await world.usdc.head()), time: paid.authorization.validBefore + 5n }),
      simulate: async () => ({ ok: false, reason: "invalid_exact_evm_payload_authorization_valid_before" }) as const,
    };
    const late = { ...world, usdc };
    const reason = "invalid_exact_evm_payload_authorization_valid_before";
    expect(await purchase(late, offer, unpaid, "person")).toEqual({ state: "refused", reason });
    expect(await world.db.purchase.count({ where: { itemId: offer.id } })).toBe(0);
    expect(await purchase(late, offer, paid, "person")).toMatchObject({ state: "confirmed", claimant: "late" });
  });

  it("buys its item though its wallet was blocked since it was paid: nobody is told that nothing was charged", async () => {
    const offer = await world.sellItem();
    const payment = await signBound(0, offer, 6);
    await submitElsewhere(payment.authorization);
    const blocked = { ...world, screen: async () => true };
    await blockWallet({ ...world, requestId }, operator, payment.authorization.from, "");
    expect((await purchase(blocked, offer, payment, "person")).state).toBe("confirmed");
    const other = await world.sellItem();
    const unpaid = purchase(world, other, await signBound(0, other), "person");
    await expect(unpaid).rejects.toMatchObject({ code: "wallet_blocked" });
    await unblockWallet({ ...world, requestId }, operator, payment.authorization.from);
  });

  it("buys no other item of the same price once it was spent, and neither does a spent random one its own", async () => {
    const [offer, other] = [await world.sellItem(), await world.sellItem()];
    const bound = await signBound(2, offer);
    await submitElsewhere(bound.authorization);
    expect(await purchase(world, other, bound, "person")).toEqual({ state: "refused", reason: "invalid_transaction_state" });
    const random = await world.sign(reader(2), offer);
    await submitElsewhere(random.authorization);
    expect(await purchase(world, offer, random, "agent")).toEqual({ state: "refused", reason: "invalid_transaction_state" });
  });

  it("buys nothing when it was cancelled: used is not paid", async () => {
    const offer = await world.sellItem();
    const payment = await signBound(3, offer);
    const simulate = async () => ({ ok: false, reason: "invalid_transaction_state" }) as const;
    const usdc = { ...world.usdc, isUsed: async () => true, simulate };
    expect((await purchase({ ...world, usdc }, offer, payment, "person")).state).toBe("refused");
    expect(await world.db.entitlement.count({ where: { itemId: offer.id } })).toBe(0);
  });
});

describe("a quote that a client shows", () => {
  const withQuote = (payment: PresentedPayment, quote: Quote): PresentedPayment => ({ ...payment, x402Version: 2, quote });

  it("is honoured while it stands, although the price has risen and its history says nothing of it", async () => {
    const shown = await world.sellItem();
    const quote = quoteFor(shown, new Date(Date.now() - 10 * 60_000));
    await world.db.itemPrice.deleteMany({ where: { itemId: shown.id } });
    const today = await reprice(shown, PRICE * 2n, 30);
    const payment = await world.sign(reader(0), shown);

    expect(await purchase(world, today, payment, "agent")).toEqual({
      state: "refused",
      reason: "invalid_exact_evm_payload_authorization_value",
    });
    expect((await purchase(world, today, withQuote(payment, quote), "agent")).state).toBe("confirmed");
  });

  it("is no quote when it has expired or was forged, and the price history decides as ever", async () => {
    const shown = await world.sellItem();
    const expired = quoteFor(shown, new Date(Date.now() - 16 * 60_000));
    const forged: Quote = { ...quoteFor(shown), id: toHash(`0x${"0".repeat(64)}`) };
    const cheaper = { ...shown, amount: 1n };
    for (const quote of [expired, forged])
      expect((await purchase(world, shown, withQuote(await world.sign(reader(1), cheaper), quote), "agent")).state).toBe(
        "refused",
      );
    expect((await purchase(world, shown, withQuote(await world.sign(reader(1), shown), forged), "agent")).state).toBe(
      "confirmed",
    );
  });
});

describe("a client's own id of a payment", () => {
  it("gets the same answer and the bytes again, where the header alone gets them once", async () => {
    const offer = await world.sellItem();
    const paymentId = newPaymentId();
    const payment = { ...(await world.sign(reader(0), offer)), paymentId };
    const first = await purchase(world, offer, payment, "agent");
    if (first.state !== "confirmed") throw new Error(first.state);
    await deliver(world, first, null);

    const again = await purchase(world, offer, payment, "agent");
    expect(again).toMatchObject({ purchaseId: first.purchaseId, transaction: first.transaction });
    await deliver(world, again as typeof first, null);
    for (const shown of [null, newPaymentId()]) {
      const other = await purchase(world, offer, { ...payment, paymentId: shown }, "agent");
      await expect(deliver(world, other as typeof first, null)).rejects.toMatchObject({ code: "already_owned" });
    }
  });

  it("does not open what was bought without one", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(reader(1), offer);
    const first = await purchase(world, offer, payment, "agent");
    if (first.state !== "confirmed") throw new Error(first.state);
    await deliver(world, first, null);
    const paymentId = newPaymentId();
    const again = await purchase(world, offer, { ...payment, paymentId }, "agent");
    await expect(deliver(world, again as typeof first, null)).rejects.toMatchObject({ code: "already_owned" });
  });

  it("names one payment: another with the same id is a conflict, and no money moves", async () => {
    const [offer, other] = [await world.sellItem(), await world.sellItem()];
    const paymentId = newPaymentId();
    await purchase(world, offer, { ...(await world.sign(reader(2), offer)), paymentId }, "agent");
    const before = await moneyOf(2);
    for (const item of [offer, other]) {
      const second = { ...(await world.sign(reader(2), item)), paymentId };
      await expect(purchase(world, item, second, "agent")).rejects.toMatchObject({ code: "payment_conflict" });
    }
    expect(await moneyOf(2)).toBe(before);
  });

  it("is given to one of many payments that come with it at once", async () => {
    const paymentId = newPaymentId();
    const payments = await Promise.all(
      Array.from({ length: 6 }, async (_, index) => {
        const offer = await world.sellItem();
        return { offer, payment: { ...(await world.sign(reader(index % 3), offer)), paymentId } };
      }),
    );
    const outcomes = await Promise.allSettled(payments.map(({ offer, payment }) => purchase(world, offer, payment, "agent")));
    const states = outcomes.map((outcome) => (outcome.status === "fulfilled" ? outcome.value.state : outcome.reason.code));
    expect(states.filter((state) => state === "confirmed")).toHaveLength(1);
    expect(states.filter((state) => state === "pending" || state === "payment_conflict")).toHaveLength(5);
    expect(await world.db.purchase.count({ where: { paymentId } })).toBe(1);
  });
});
