// A header that was in a block is everybody's: who copied it gets no bytes and no session, and who paid is answered again.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openSession } from "../../../lib/auth/session";
import type { ItemOffer } from "../../../lib/catalog/items/offer";
import { deriveKey } from "../../../lib/config/keys";
import { toAddress } from "../../../lib/kernel/address";
import { claimHashOf } from "../../../lib/payments/purchase/claimant";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { issueQuote } from "../../../lib/payments/terms/quotes";
import { encodeHeader } from "../../../lib/x402/exact/authorization";
import { boundTo } from "../../../lib/x402/exact/bound-nonce";
import type { PresentedPayment } from "../../../lib/x402/payment-header";
import { createReceiptSigner } from "../../../lib/x402/receipts/signed-receipt";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { createPaymentWorld, type PaymentWorld, railOf } from "../../support/payments";
import { claimAndDie, claimAndGiveUp } from "../../support/unfinished";
import { meddled, newPayer, submitElsewhere } from "../adversity/stage";

type Get = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

let world: PaymentWorld;
let payer: LocalAccount;
let get: Get;

beforeAll(async () => {
  world = await createPaymentWorld();
  payer = await newPayer(world, 50_000_000n);
  const signInKey = deriveKey("a secret of the tests", "sign-in-with-x");
  const receiptSigner = createReceiptSigner(deriveKey("a secret of the tests", "receipts"));
  Object.assign(globalThis, { pennypost: { ...world, rails: [railOf(world)], signInKey, receiptSigner } });
  ({ GET: get } = await import("../../../app/api/items/[itemId]/content/route"));
});
afterAll(async () => {
  Reflect.deleteProperty(globalThis, "pennypost");
  await world?.stop();
});

const BROWSER = { "sec-fetch-site": "same-origin" };
const ownClaim = () => ({ "X-PAYMENT-CLAIM": crypto.randomUUID() });

async function ask(offer: ItemOffer, payment: PresentedPayment, more: Record<string, string> = {}, signal?: AbortSignal) {
  const { x402Version, scheme, network, authorization } = payment;
  const { signature, ...rest } = authorization;
  const header = encodeHeader({ x402Version, scheme, network, payload: { signature, authorization: rest } });
  const request = new Request(`${world.origin}/api/items/${offer.id}/content`, {
    headers: { "X-PAYMENT": header, ...more },
    ...(signal ? { signal } : {}),
  });
  const answer = await get(request, { params: Promise.resolve({ itemId: offer.id }) });
  const text = await answer.text();
  const { code } = answer.status >= 400 && answer.status !== 402 ? (JSON.parse(text) as { code: string }) : { code: undefined };
  return {
    status: answer.status,
    code,
    text,
    claim: answer.headers.get("x-payment-claim"),
    cookie: answer.headers.get("set-cookie"),
  };
}

/** Pays, and is gone before the answer: which is then the 503 that another client would have read. */
async function payAndLeave(offer: ItemOffer, payment: PresentedPayment, more: Record<string, string> = {}) {
  const client = new AbortController();
  client.abort();
  return ask(offer, payment, more, client.signal);
}

const REFUSED = { status: 409, code: "claim_required", cookie: null };
const DELIVERED = { status: 200, text: "The paid part." };

describe("a payment that was answered with 503 and is in a block now", () => {
  it("is delivered with the claim secret of that answer, and not to the header alone or with another's", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(payer, offer);
    const { status, claim } = await payAndLeave(offer, payment, BROWSER);
    expect([status, claim]).toEqual([503, expect.stringMatching(/^[\w-]{43}$/)]);
    const row = await world.db.purchase.findFirstOrThrow({ where: { itemId: offer.id } });
    expect(JSON.stringify(row, (_, value) => (typeof value === "bigint" ? `${value}` : value))).not.toContain(claim);

    expect(await ask(offer, payment)).toMatchObject(REFUSED);
    expect(await ask(offer, payment, BROWSER)).toMatchObject(REFUSED);
    expect(await ask(offer, payment, { ...BROWSER, ...ownClaim() })).toMatchObject({ ...REFUSED, claim: null });
    const mine = { "X-PAYMENT-CLAIM": claim ?? "" };
    expect(await ask(offer, payment, { ...BROWSER, ...mine })).toMatchObject({ ...DELIVERED, cookie: expect.any(String) });
    // And again: that answer may be lost as well.
    expect(await ask(offer, payment, mine)).toMatchObject(DELIVERED);
    expect(await ask(offer, payment)).toMatchObject({ status: 409, code: "already_owned" });
  });

  it("is opened by the session of the wallet that paid, whoever has the header", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(payer, offer);
    await payAndLeave(offer, payment);
    const sessionOf = async (wallet: string) => `pennypost=${(await openSession(world, toAddress(wallet))).token}`;
    expect(await ask(offer, payment, { cookie: await sessionOf((await newPayer(world)).address) })).toMatchObject(REFUSED);
    expect(await ask(offer, payment, { cookie: await sessionOf(payer.address) })).toMatchObject(DELIVERED);
  });

  it("is answered to the client's own secret, that it sent with the first try and of which no answer told", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(payer, offer);
    const own = ownClaim();
    expect((await payAndLeave(offer, payment, own)).claim).toBe(own["X-PAYMENT-CLAIM"]);
    expect(await ask(offer, payment, ownClaim())).toMatchObject(REFUSED);
    expect(await ask(offer, payment, own)).toMatchObject(DELIVERED);
    expect(await ask(offer, payment, own)).toMatchObject(DELIVERED);
  });
});

it("a lost reply to a payment is asked for again with the client's own secret, and by no copy of the header", async () => {
  const offer = await world.sellItem();
  const payment = await world.sign(payer, offer);
  const own = ownClaim();
  expect(await ask(offer, payment, own)).toMatchObject(DELIVERED);
  expect(await ask(offer, payment)).toMatchObject({ status: 409, code: "already_owned" });
  expect(await ask(offer, payment, own)).toMatchObject(DELIVERED);
});

describe("the same header again, while no block holds it", () => {
  /** How often the chain has told whether it holds a payment: by its nonce, by its transaction. */
  const looks = { nonce: 0, transaction: 0 };
  beforeAll(() => {
    const usdc: typeof world.usdc = {
      ...world.usdc,
      async isUsed(authorization) {
        const isUsed = await world.usdc.isUsed(authorization);
        looks.nonce++;
        return isUsed;
      },
      async settlementIn(...of) {
        const found = await world.usdc.settlementIn(...of);
        looks.transaction++;
        return found;
      },
    };
    Object.assign((globalThis as unknown as { pennypost: object }).pennypost, { rails: [{ ...railOf(world), usdc }] });
  });
  const setState = (offer: ItemOffer, state: "settling" | "confirmed") =>
    world.db.purchase.updateMany({ where: { itemId: offer.id }, data: { state } });

  it("waits with the first and one of both is served; a browser that joined keeps no session of it", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(payer, offer);
    await world.chain.client.setAutomine(false);
    try {
      const first = payAndLeave(offer, payment, BROWSER);
      await vi.waitFor(async () =>
        expect(await world.db.purchase.count({ where: { itemId: offer.id, state: "settling" } })).toBe(1),
      );
      const before = looks.nonce;
      const joined = ask(offer, payment, BROWSER);
      await vi.waitFor(() => expect(looks.nonce).toBe(before + 1));
      await world.chain.mine();
      expect(await joined).toMatchObject({ ...DELIVERED, cookie: null });
      expect((await first).status).toBe(503);
    } finally {
      await world.chain.client.setAutomine(true);
    }
  });

  it("is too late once a block does, though its row does not know it yet", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(payer, offer);
    await payAndLeave(offer, payment);
    await setState(offer, "settling");
    const before = looks.transaction;
    const joined = ask(offer, payment, BROWSER);
    await vi.waitFor(() => expect(looks.transaction).toBe(before + 1));
    await setState(offer, "confirmed");
    expect(await joined).toMatchObject(REFUSED);
  });
});

it("a bound payment that somebody brought to the chain before we saw it makes the payer its owner, and serves no copy of it", async () => {
  const offer = await world.sellItem();
  const quote = issueQuote(
    world.quoteKey,
    { chainId: world.network.chainId, itemId: offer.id, payTo: offer.payTo, amount: offer.amount },
    new Date(),
  );
  const payment = await world.sign(payer, offer, boundTo(quote, offer.id, 0, toAddress(payer.address), world.network.chainId));
  await submitElsewhere(world, payment.authorization);
  const copied = ownClaim();
  expect(await ask(offer, payment, { ...BROWSER, ...copied })).toMatchObject(REFUSED);
  expect(await ask(offer, payment, copied)).toMatchObject(REFUSED);
  expect(await world.db.entitlement.findFirstOrThrow({ where: { itemId: offer.id } })).toMatchObject({
    wallet: toAddress(payer.address),
  });
});

it("a payment that somebody brought to the chain while it was begun again serves nobody who shows its header, whatever is shown beside", async () => {
  const scene = { world, payer, offer: await world.sellItem(), payment: await world.sign(payer, await world.sellItem()) };
  const { offer, payment } = scene;
  const copied = { ...payment, claim: crypto.randomUUID(), paymentId: "payment_of_a_copier" };
  await claimAndGiveUp(world, offer, payment);
  const overtaken = meddled(scene, "looked", () => submitElsewhere(world, payment.authorization));
  const late = { state: "confirmed", claimant: "late", claim: null };
  expect(await Promise.all([1, 2].map(() => purchase(overtaken, offer, copied, "agent")))).toEqual([
    expect.objectContaining(late),
    expect.objectContaining(late),
  ]);
  expect(await purchase(world, offer, copied, "agent")).toMatchObject(late);
});

it("who goes on with a purchase that its server left is given a secret, and has it in the row", async () => {
  const offer = await world.sellItem();
  const payment = await world.sign(payer, offer);
  await claimAndDie(world, offer, payment);
  const later = { ...world, clock: { now: () => new Date(Date.now() + 3_000) } };
  const outcome = await purchase(later, offer, payment, "agent");
  const row = await world.db.purchase.findFirstOrThrow({ where: { itemId: offer.id } });
  const claim = outcome.state === "confirmed" ? outcome.claim : null;
  expect([outcome.state, claimHashOf(claim ?? "", "server")]).toEqual(["confirmed", row.claimHash]);
});

it("a claim that is no secret is refused before anything moves", async () => {
  const offer = await world.sellItem();
  const payment = await world.sign(payer, offer);
  for (const claim of ["short", "x".repeat(129), `${"x".repeat(40)} y`]) {
    expect(await ask(offer, payment, { "X-PAYMENT-CLAIM": claim })).toMatchObject({
      status: 400,
      code: "invalid_payment_header",
    });
  }
  expect(await world.db.purchase.count({ where: { itemId: offer.id } })).toBe(0);
});
