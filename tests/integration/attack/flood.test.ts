// Payments shown in floods: what nobody signed, what was refused, and one payment by five hundred connections. The database and the node
// are asked little for it, and others are served meanwhile.
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { countRpc, type RpcCounter } from "../../../bench/support/rpc-counter";
import type { ItemOffer } from "../../../lib/catalog/items/offer";
import { deriveKey } from "../../../lib/config/keys";
import { createVisitCounts } from "../../../lib/earnings/visit-counts";
import { CLIENT_HEADER } from "../../../lib/http/node/client-address";
import { toAddress } from "../../../lib/kernel/address";
import { issueQuote } from "../../../lib/payments/terms/quotes";
import { encodeHeader, newNonce } from "../../../lib/x402/exact/authorization";
import { boundTo } from "../../../lib/x402/exact/bound-nonce";
import type { PresentedPayment } from "../../../lib/x402/payment-header";
import { createReceiptSigner } from "../../../lib/x402/receipts/signed-receipt";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { startChain } from "../../support/chain";
import { createPaymentWorld, type PaymentWorld, PRICE, railOf } from "../../support/payments";
import { statementsOf } from "../../support/statements";
import { claimAndGiveUp } from "../../support/unfinished";
import { cancel, newPayer } from "../adversity/stage";

type Get = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

let world: PaymentWorld;
let rpc: RpcCounter;
let get: Get;

beforeAll(async () => {
  const started = await startChain();
  rpc = await countRpc(started.rpcUrl);
  world = await createPaymentWorld({ chain: { started, url: rpc.url } });
  const signInKey = deriveKey("a secret of the tests", "sign-in-with-x");
  const receiptSigner = createReceiptSigner(deriveKey("a secret of the tests", "receipts"));
  const visits = createVisitCounts(world.clock);
  Object.assign(globalThis, { pennypost: { ...world, rails: [railOf(world)], signInKey, receiptSigner, visits } });
  ({ GET: get } = await import("../../../app/api/items/[itemId]/content/route"));
});
afterAll(async () => {
  Reflect.deleteProperty(globalThis, "pennypost");
  await world?.stop();
  await rpc?.stop();
});

let callers = 0;
const nextCaller = () => `10.9.${++callers >> 8}.${callers & 255}`;

function ask(offer: ItemOffer, payment: PresentedPayment | null, from = nextCaller()): Promise<Response> {
  const headers = new Headers({ [CLIENT_HEADER]: from });
  if (payment) {
    const { x402Version, scheme, network, authorization } = payment;
    const { signature, ...rest } = authorization;
    headers.set("X-PAYMENT", encodeHeader({ x402Version, scheme, network, payload: { signature, authorization: rest } }));
  }
  const request = new Request(`${world.origin}/api/items/${offer.id}/content`, { headers });
  return get(request, { params: Promise.resolve({ itemId: offer.id }) });
}

const statusesOf = async (answers: Promise<Response>[]) => (await Promise.all(answers)).map(({ status }) => status);
const count = (statuses: number[], wanted: number) => statuses.filter((status) => status === wanted).length;
const rowsOf = ({ id }: ItemOffer) => world.db.purchase.count({ where: { itemId: id } });

/** What the work asked of the database and of the node. */
async function costOf(work: () => Promise<unknown>): Promise<{ statements: string[]; calls: Record<string, number> }> {
  rpc.take();
  const statements = await statementsOf(work);
  return { statements, calls: Object.fromEntries(rpc.take()) };
}

/** As a stranger makes it: the payer's terms under another key's signature. */
async function forge(payment: PresentedPayment): Promise<PresentedPayment> {
  const stranger = privateKeyToAccount(generatePrivateKey());
  const signature = await stranger.signMessage({ message: payment.authorization.nonce });
  return { ...payment, authorization: { ...payment.authorization, nonce: newNonce(), signature } };
}

const FLOOD = 200;

describe(`${FLOOD} payments that nobody signed`, () => {
  it("for one wallet cost one call, no row, and of statements no more than as many requests without a payment", async () => {
    const [offer, payer] = [await world.sellItem(), await newPayer(world)];
    const payment = await world.sign(payer, offer);
    const forged = await Promise.all(Array.from({ length: FLOOD }, () => forge(payment)));
    const { statements, calls } = await costOf(async () => {
      const statuses = await statusesOf(forged.map((each) => ask(offer, each)));
      expect(count(statuses, 402)).toBe(FLOOD);
    });
    expect(calls).toEqual({ eth_getCode: 1 });
    // The offer of the 402, once a second.
    expect(statements.length).toBeLessThanOrEqual(5);
    expect(await rowsOf(offer)).toBe(0);
    expect((await ask(offer, payment)).status).toBe(200);
  });

  it("for as many wallets, from one address, are told to come later after a while: nothing is asked for them", async () => {
    const offer = await world.sellItem();
    const { calls } = await costOf(async () => {
      const forged = Array.from({ length: FLOOD }, async () => {
        const { account } = await newWallet();
        return forge(await world.sign(account, offer));
      });
      const payments = await Promise.all(forged);
      rpc.take();
      const answers = await Promise.all(payments.map((each) => ask(offer, each, "203.0.113.9")));
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused.length).toBe(FLOOD - 120);
      expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await refused[0]?.json()).toMatchObject({ type: "/docs/errors/too_many_requests", code: "too_many_requests" });
    });
    expect(calls).toEqual({ eth_getCode: 120 });
    expect(await rowsOf(offer)).toBe(0);
  });

  it.each([
    ["of another scheme", { scheme: "upto" }, {}],
    ["on another network", { network: "base" }, {}],
    ["valid for a day", {}, { validBefore: 90_000n }],
    ["valid from tomorrow on", {}, { validBefore: 90_000n, validAfter: 86_400n }],
  ])("%s cost no call", async (_what, terms, times) => {
    const [offer, payer] = [await world.sellItem(), await newPayer(world)];
    const time = BigInt(Math.floor(Date.now() / 1000));
    const window = Object.fromEntries(Object.entries(times).map(([name, seconds]) => [name, time + seconds]));
    const payment = { ...(await world.sign(payer, offer, window)), ...terms };
    const { statements, calls } = await costOf(async () => {
      const statuses = await statusesOf(Array.from({ length: FLOOD }, () => ask(offer, payment)));
      expect(count(statuses, 402)).toBe(FLOOD);
    });
    expect([calls, statements.length <= 5]).toEqual([{}, true]);
    expect(await rowsOf(offer)).toBe(0);
  });
});

async function newWallet() {
  const account = privateKeyToAccount(generatePrivateKey());
  return { account: { account, address: account.address } as unknown as LocalAccount };
}

it("five hundred connections that show one unsettled payment share each look, and others are served meanwhile", async () => {
  const [offer, other] = [await world.sellItem(), await world.sellItem()];
  const [payer, buyer] = [await newPayer(world), await newPayer(world)];
  const [payment, bought] = [await world.sign(payer, offer), await world.sign(buyer, other)];
  await world.chain.client.setAutomine(false);
  try {
    const first = ask(offer, payment);
    await vi.waitFor(async () => expect(await world.db.purchase.count({ where: { state: "settling" } })).toBe(1));
    let answered = 0;
    let crowd: Promise<Response>[] = [];
    const { statements, calls } = await costOf(async () => {
      crowd = Array.from({ length: 500 }, () => ask(offer, payment).finally(() => answered++));
      // Two hundred may wait in one process; the others are told at once to come again.
      await vi.waitFor(() => expect(answered).toBe(300), { timeout: 5_000 });
    });
    console.log(`500 joins: ${statements.length} statements, ${JSON.stringify(calls)}`);
    expect(statements.length).toBeLessThan(100);
    expect(Object.values(calls).reduce((sum, each) => sum + each, 0)).toBeLessThan(50);

    expect((await ask(other, null)).status).toBe(402);
    const sale = ask(other, bought);
    await vi.waitFor(async () => expect(await world.db.purchase.count({ where: { state: "settling" } })).toBe(2));
    await world.chain.mine();
    expect((await sale).status).toBe(200);
    const statuses = await statusesOf([first, ...crowd]);
    expect([count(statuses, 200), count(statuses, 503)]).toEqual([1, 300]);
  } finally {
    await world.chain.client.setAutomine(true);
  }
}, 60_000);

describe("a refused payment that is shown again and again", () => {
  const REPLAYS = 30;

  it("is searched for in the chain's logs once in a while: spent before it was shown", async () => {
    const [offer, payer] = [await world.sellItem(), await newPayer(world)];
    const { network, quoteKey } = world;
    const { chainId } = network;
    const quote = issueQuote(quoteKey, { chainId, itemId: offer.id, payTo: offer.payTo, amount: PRICE }, new Date());
    const payment = await world.sign(payer, offer, boundTo(quote, offer.id, 0, toAddress(payer.address), chainId));
    await cancel({ world, offer, payer, payment });
    const { calls } = await costOf(async () => {
      for (let times = 0; times < REPLAYS; times++) expect((await ask(offer, payment)).status).toBe(402);
    });
    expect(calls.eth_getLogs).toBeLessThanOrEqual(3);
  });

  it("is searched for in the chain's logs once in a while: given up when it was shown first", async () => {
    const [offer, payer] = [await world.sellItem(), await newPayer(world, 0n)];
    const payment = await world.sign(payer, offer);
    await claimAndGiveUp(world, offer, payment);
    await cancel({ world, offer, payer, payment });
    const { calls } = await costOf(async () => {
      for (let times = 0; times < REPLAYS; times++) expect((await ask(offer, payment)).status).toBe(402);
    });
    expect(calls.eth_getLogs).toBeLessThanOrEqual(3);
  });
});

it("who buys twenty pieces in a row, from one address, is never told to wait", async () => {
  const payer = await newPayer(world, PRICE * 20n);
  for (let piece = 0; piece < 20; piece++) {
    const offer = await world.sellItem();
    expect((await ask(offer, await world.sign(payer, offer), "203.0.113.20")).status).toBe(200);
  }
});

it("a wallet whose payments are all on their way is not told to wait with the next one", async () => {
  const many = 60;
  const payer = await newPayer(world, PRICE * BigInt(many));
  const offers = await Promise.all(Array.from({ length: many }, () => world.sellItem()));
  const settling = () => world.db.purchase.count({ where: { state: "settling", payer: toAddress(payer.address) } });
  const show = async (offer: ItemOffer) => ask(offer, await world.sign(payer, offer), "203.0.113.21");
  await world.chain.client.setAutomine(false);
  try {
    const answers = statusesOf(offers.map(show));
    let areIn = false;
    void answers.finally(() => {
      areIn = true;
    });
    // As many as a node keeps of one key; the others go as blocks make room for them.
    await vi.waitFor(async () => expect(await settling()).toBeGreaterThanOrEqual(15), { timeout: 9_000 });
    while (!areIn) {
      await world.chain.mine();
      await Promise.race([answers, new Promise((resolve) => setTimeout(resolve, 200))]);
    }
    expect(await answers).toEqual(offers.map(() => 200));
  } finally {
    await world.chain.client.setAutomine(true);
  }
}, 60_000);
