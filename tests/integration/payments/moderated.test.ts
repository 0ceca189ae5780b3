// What operators have hidden, or its creator took down, is not sold, and is still its buyers': the paid route on a real database and chain.
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { hashToken, openSession } from "../../../lib/auth/session";
import type { ItemOffer } from "../../../lib/catalog/items/offer";
import { removeItem } from "../../../lib/catalog/items/publish-item";
import { deriveKey } from "../../../lib/config/keys";
import { createVisitCounts } from "../../../lib/earnings/visit-counts";
import { toAddress } from "../../../lib/kernel/address";
import { hideItem, restoreItem } from "../../../lib/moderation/hide-item";
import { reinstateCreator, suspendCreator } from "../../../lib/moderation/suspend-creator";
import { listOwned } from "../../../lib/payments/library/list-owned";
import { openKept } from "../../../lib/payments/library/open-content";
import { issueQuote } from "../../../lib/payments/terms/quotes";
import { encodeHeader } from "../../../lib/x402/exact/authorization";
import { boundTo } from "../../../lib/x402/exact/bound-nonce";
import type { PresentedPayment } from "../../../lib/x402/payment-header";
import { createReceiptSigner } from "../../../lib/x402/receipts/signed-receipt";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { operator, requestId } from "../../support/operator";
import { createPaymentWorld, type PaymentWorld, PRICE, railOf } from "../../support/payments";
import { claimAndGiveUp } from "../../support/unfinished";
import { newPayer, submitElsewhere } from "../adversity/stage";

type Get = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

let world: PaymentWorld;
let getContent: Get;
const keys = {
  signInKey: deriveKey("a secret of the tests", "sign-in-with-x"),
  receiptSigner: createReceiptSigner(deriveKey("a secret of the tests", "receipts")),
};
beforeAll(async () => {
  world = await createPaymentWorld();
  const services = { ...world, rails: [railOf(world)], visits: createVisitCounts(world.clock), env: {}, ...keys };
  Object.assign(globalThis, { pennypost: services });
  ({ GET: getContent } = await import("../../../app/api/items/[itemId]/content/route"));
});
afterAll(async () => {
  Reflect.deleteProperty(globalThis, "pennypost");
  await world.stop();
});

const why = { reason: "illegal", note: "A court says so." } as const;
const moderation = () => ({ ...world, requestId });
const reader = (index: number) => world.chain.accounts.readers[index] as LocalAccount;

const pay = async (offer: ItemOffer, buyer: LocalAccount) => show(offer, await world.sign(buyer, offer));
function show(offer: ItemOffer, { x402Version, scheme, network, authorization }: PresentedPayment): Promise<Response> {
  const { signature, ...rest } = authorization;
  const header = encodeHeader({ x402Version, scheme, network, payload: { signature, authorization: rest } });
  return ask(offer.id, { "X-PAYMENT": header });
}
const ask = (itemId: string, headers: Record<string, string> = {}) =>
  getContent(new Request(`${world.origin}/api/items/${itemId}/content`, { headers }), { params: Promise.resolve({ itemId }) });

const hides = {
  "a hidden piece": {
    hide: (offer: ItemOffer) => hideItem(moderation(), operator, offer.id, why),
    restore: (offer: ItemOffer) => restoreItem(moderation(), operator, offer.id),
  },
  "a piece of a suspended creator": {
    hide: (offer: ItemOffer) => suspendCreator(moderation(), operator, offer.creatorId, why),
    restore: (offer: ItemOffer) => reinstateCreator(moderation(), operator, offer.creatorId),
  },
};

it.each(Object.entries(hides))(
  "%s is refused before anything moves, opens for its buyers, and sells again once restored",
  async (_, verbs) => {
    const offer = await world.sellItem();
    const buyer = reader(0);
    expect((await pay(offer, buyer)).status).toBe(200);
    const { token } = await openSession(world, toAddress(buyer.address));
    const asBuyer = { cookie: `pennypost=${token}` };

    await verbs.hide(offer);
    const [purchases, sent] = [await world.db.purchase.count(), await world.db.settlementAttempt.count()];
    for (const answer of [await pay(offer, reader(1)), await ask(offer.id)]) {
      expect(answer.status).toBe(410);
      expect(await answer.json()).toMatchObject({ code: "removed", detail: expect.stringContaining(why.note) });
    }
    expect([await world.db.purchase.count(), await world.db.settlementAttempt.count()]).toEqual([purchases, sent]);

    const read = await ask(offer.id, asBuyer);
    expect([read.status, await read.text()]).toEqual([200, "The paid part."]);
    expect(await openKept(world, offer.id, hashToken(token), undefined)).toMatchObject({ isRemoved: true });
    const { rows } = await listOwned(world, toAddress(buyer.address), { state: "removed" });
    expect(rows.map(({ itemId }) => itemId)).toContain(offer.id);

    await verbs.restore(offer);
    expect((await pay(offer, reader(2))).status).toBe(200);
  },
);

/** As our own wall signs it: the nonce names the item. */
function signBound(offer: ItemOffer, buyer: LocalAccount): Promise<PresentedPayment> {
  const { chainId } = world.network;
  const { id: itemId, payTo, amount } = offer;
  const quote = issueQuote(world.quoteKey, { chainId, itemId, payTo, amount }, world.clock.now());
  return world.sign(buyer, offer, boundTo(quote, itemId, 0, toAddress(buyer.address), chainId));
}

async function expectOwed(offer: ItemOffer, buyer: LocalAccount, payment: PresentedPayment): Promise<void> {
  const answer = await show(offer, payment);
  expect([answer.status, (await answer.json()).code]).toEqual([409, "claim_required"]);
  const { token } = await openSession(world, toAddress(buyer.address));
  const read = await ask(offer.id, { cookie: `pennypost=${token}` });
  expect([read.status, await read.text()]).toEqual([200, "The paid part."]);
}

const takenDown = {
  ...hides,
  "a piece that its creator took down": {
    hide: (offer: ItemOffer) => removeItem(world, offer.payTo, offer.id),
    restore: async () => {},
  },
};

describe.each(Object.entries(takenDown))("of %s", (_, { hide, restore }) => {
  async function takeDown(offer: ItemOffer): Promise<void> {
    await hide(offer);
    onTestFinished(() => restore(offer));
  }
  const newSale = () => Promise.all([world.sellItem(), newPayer(world)]);

  it("a payment that names it and was made is its buyer's, though we know nothing of it, and nothing is sent", async () => {
    const [offer, buyer] = await newSale();
    const payment = await signBound(offer, buyer);
    await submitElsewhere(world, payment.authorization);
    await takeDown(offer);
    await expectOwed(offer, buyer, payment);
    expect(await world.db.settlementAttempt.count({ where: { purchase: { itemId: offer.id } } })).toBe(0);
  });

  it("a payment that was refused, and settled by somebody else since, is its buyer's", async () => {
    const [offer, buyer] = await newSale();
    const payment = await world.sign(buyer, offer);
    await claimAndGiveUp(world, offer, payment);
    await submitElsewhere(world, payment.authorization);
    await takeDown(offer);
    await expectOwed(offer, buyer, payment);
  });

  it("a payment that was not made is told that it is gone, whether its nonce names the piece or it was refused before", async () => {
    const [offer, buyer] = await newSale();
    const refused = await world.sign(buyer, offer);
    await claimAndGiveUp(world, offer, refused);
    const bound = await signBound(offer, buyer);
    await takeDown(offer);
    for (const payment of [bound, refused]) {
      const answer = await show(offer, payment);
      expect([answer.status, (await answer.json()).code]).toEqual([410, "removed"]);
    }
    expect(await world.chain.balanceOf(buyer.address)).toBe(PRICE);
  });
});
