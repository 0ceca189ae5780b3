// Sales come back from the chain: sold by the real verbs with derived nonces, lost, rebuilt.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ItemOffer } from "../../../lib/catalog/items/offer";
import { createChainClient } from "../../../lib/chain/client";
import { createPaymentLog } from "../../../lib/chain/payment-log";
import { toAddress } from "../../../lib/kernel/address";
import { type RebuildDeps, rebuild } from "../../../lib/payments/books/rebuild";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { issueQuote } from "../../../lib/payments/terms/quotes";
import { boundTo } from "../../../lib/x402/exact/bound-nonce";
import type { PresentedPayment } from "../../../lib/x402/payment-header";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { noteFigures } from "../../support/figures";
import { createPaymentWorld, type PaymentWorld } from "../../support/payments";

let world: PaymentWorld;
let deps: RebuildDeps;

beforeAll(async () => {
  world = await createPaymentWorld();
  deps = { ...world, paymentLog: createPaymentLog(createChainClient(world.chain.rpcUrl), world.network) };
});
afterAll(() => world?.stop());

const reader = (index: number) => world.chain.accounts.readers[index] as LocalAccount;

function signBound(buyer: LocalAccount, offer: ItemOffer, attempt: number): Promise<PresentedPayment> {
  const { chainId } = world.network;
  const { id: itemId, payTo, amount } = offer;
  const quote = issueQuote(world.quoteKey, { chainId, itemId, payTo, amount }, new Date());
  const payer = toAddress(buyer.address);
  return world.sign(buyer, offer, boundTo(quote, itemId, attempt, payer, chainId));
}

/** Who owns what, and by which logs. */
const books = async () => ({
  owned: await world.db.entitlement.findMany({
    select: { itemId: true, wallet: true },
    orderBy: [{ itemId: "asc" }, { wallet: "asc" }],
  }),
  settled: await world.db.settlement.findMany({
    select: { itemId: true, creatorId: true, amount: true, transaction: true, logIndex: true, blockHash: true, settledAt: true },
    orderBy: { transaction: "asc" },
  }),
});

async function loseSales(): Promise<void> {
  for (const table of ["session_grant", "entitlement", "settlement", "settlement_attempt", "purchase"])
    await world.db.$executeRawUnsafe(`DELETE FROM ${table}`);
}

describe("a rebuild", () => {
  const payments: { offer: ItemOffer; payment: PresentedPayment }[] = [];

  it("brings back every sale whose nonce names its item, to the last log, and names what it cannot attribute", async () => {
    const offers = [await world.sellItem(), await world.sellItem(), await world.sellItem(90_000n)];
    for (const [turn, offer] of offers.entries())
      for (const index of [0, 1, 2]) {
        const payment = await signBound(reader(index), offer, turn * 5);
        expect((await purchase(world, offer, payment, "person")).state).toBe("confirmed");
        payments.push({ offer, payment });
      }
    const before = await books();
    expect(before.owned).toHaveLength(9);
    const random = await world.sign(reader(3), offers[0] as ItemOffer);
    await purchase(world, offers[0] as ItemOffer, random, "agent");
    await loseSales();
    // The head we read may be a second old, and these sales are younger.
    const head = await world.chain.client.getBlockNumber();
    await expect.poll(async () => (await world.usdc.head()).number, { timeout: 5_000 }).toBeGreaterThanOrEqual(head);

    expect(await rebuild(deps, { fromBlock: 0n, dryRun: true })).toMatchObject({ payments: 10, rebuilt: 9 });
    expect((await books()).owned).toEqual([]);
    const report = await rebuild(deps, { fromBlock: 0n });
    noteFigures("R14", { sales: before.owned.length, rebuilt: report.rebuilt });
    expect(report).toMatchObject({ payments: 10, known: 0, rebuilt: 9, second: [] });
    expect(report.unattributed.map(({ nonce }) => nonce)).toEqual([random.authorization.nonce]);
    expect(await books()).toEqual(before);
    expect(await world.db.purchase.count({ where: { state: "confirmed", isBound: true } })).toBe(9);
  });

  it("changes nothing the second time", async () => {
    const rows = () => world.db.purchase.findMany({ orderBy: { id: "asc" } });
    const before = { books: await books(), rows: await rows() };
    expect(await rebuild(deps, { fromBlock: 0n })).toMatchObject({ payments: 10, known: 9, rebuilt: 0, second: [] });
    expect({ books: await books(), rows: await rows() }).toEqual(before);
  });

  it("opens nothing to who presents a payment that the chain made public, and charges nobody again", async () => {
    for (const { offer, payment } of payments)
      await expect(purchase(world, offer, payment, "person")).rejects.toMatchObject({ code: "payment_conflict" });
    const again = await world.sign(reader(0), payments[0]?.offer as ItemOffer);
    await expect(purchase(world, payments[0]?.offer as ItemOffer, again, "agent")).rejects.toMatchObject({
      code: "already_owned",
    });
    const rows = await world.db.purchase.findMany({ select: { deliveredAt: true } });
    expect(rows.every(({ deliveredAt }) => deliveredAt !== null)).toBe(true);
  });

  it("attributes nothing under another key", async () => {
    await loseSales();
    const stranger = { ...deps, quoteKey: new Uint8Array(32).fill(9) };
    expect(await rebuild(stranger, { fromBlock: 0n })).toMatchObject({ payments: 10, rebuilt: 0 });
    expect((await books()).owned).toEqual([]);
  });
});
