// Buying over MCP on a real database and chain: the official client of MCP, the stock client of x402, and the one wall.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deriveKey } from "@/lib/config/keys";
import { createVisitCounts } from "@/lib/earnings/visit-counts";
import type { RouteHandler } from "@/lib/http/create-routes";
import { sweep } from "@/lib/payments/settlement/sweep";
import { createLocalStore } from "@/lib/storage/local-store";
import { encodeHeader } from "@/lib/x402/exact/authorization";
import { createRpcReader } from "@/lib/x402/receipts/chain-reader";
import { createReceiptSigner } from "@/lib/x402/receipts/signed-receipt";
import type { LocalAccount } from "@/scripts/local/accounts";
import { type Agent, connectAgent, type Fetch, textOf } from "../support/mcp-client";
import { createPaymentWorld, type PaymentWorld, PRICE, railOf } from "../support/payments";
import { scratchFolder } from "../support/scratch";

const PAID = "The paid part.";
const nowhere = { params: Promise.resolve({}) };
const scratch = scratchFolder();
const key = (name: string) => deriveKey("a secret of the tests", name);

let world: PaymentWorld;
let ask: Fetch;
let agent: Agent;
let buyer: LocalAccount;

beforeAll(async () => {
  world = await createPaymentWorld();
  const rail = { ...railOf(world), reader: createRpcReader(world.chain.rpcUrl) };
  Object.assign(globalThis, {
    pennypost: {
      ...{ ...world, rails: [rail], visits: createVisitCounts(world.clock), store: createLocalStore(scratch.path("files")) },
      ...{ signInKey: key("sign-in-with-x"), receiptSigner: createReceiptSigner(key("receipts")), pictureKey: key("pictures") },
    },
  });
  const { POST, GET } = (await import("@/app/mcp/route")) as { POST: RouteHandler; GET: () => Response };
  ask = async (url, init) => {
    const request = new Request(url, init);
    return request.method === "POST" ? POST(request, nowhere) : GET();
  };
  buyer = world.chain.accounts.readers[0] as LocalAccount;
  agent = await connectAgent(`${world.origin}/mcp`, buyer, ask);
}, 240_000);
afterAll(async () => {
  await agent?.client.close();
  Reflect.deleteProperty(globalThis, "pennypost");
  await world?.stop();
  scratch.remove();
});

const purchases = (itemId: string) => world.db.purchase.count({ where: { itemId, state: "confirmed" } });
const urlOf = (itemId: string) => `${world.origin}/api/items/${itemId}/content`;

describe("read", () => {
  it("sells a piece for one payment, and the same wallet reads again by proof for nothing", async () => {
    const { id: itemId } = await world.sellItem();
    const unpaid = await agent.call("read", { itemId });
    expect(textOf(unpaid)).not.toContain(PAID);
    const bought = await agent.call("read", { itemId }, await agent.pay(unpaid));
    expect([bought.isError, textOf(bought)]).toEqual([undefined, PAID]);
    expect(bought._meta?.["x402/payment-response"]).toMatchObject({
      success: true,
      network: "eip155:84532",
      payer: buyer.address.toLowerCase(),
      transaction: expect.stringMatching(/^0x[0-9a-f]{64}$/),
    });

    const again = await agent.call("read", { itemId }, await agent.prove(await agent.call("read", { itemId }), urlOf(itemId)));
    expect(textOf(again)).toBe(PAID);
    expect(again._meta).not.toHaveProperty("x402/payment-response");
    expect(await purchases(itemId)).toBe(1);
  });

  it("gives its bytes to nobody else: not for a proof of another wallet, a used one, nor for one of another piece", async () => {
    const [{ id: itemId }, { id: other }] = [await world.sellItem(), await world.sellItem()];
    await agent.call("read", { itemId }, await agent.pay(await agent.call("read", { itemId })));
    const stranger = await connectAgent(`${world.origin}/mcp`, world.chain.accounts.readers[1] as LocalAccount, ask);
    const unpaid = await agent.call("read", { itemId });
    const used = await agent.prove(unpaid, urlOf(itemId));
    expect(textOf(await agent.call("read", { itemId }, used))).toBe(PAID);
    const elsewhere = await agent.prove(await agent.call("read", { itemId: other }), urlOf(other));
    for (const meta of [await stranger.prove(await agent.call("read", { itemId }), urlOf(itemId)), used, elsewhere]) {
      const refused = await stranger.call("read", { itemId }, meta);
      expect([refused.isError, textOf(refused).includes(PAID)]).toEqual([true, false]);
      expect(refused.structuredContent?.error).toMatch(/^sign-in-with-x: /);
    }
    await stranger.client.close();
  });

  it("charges nothing for a payment of another amount, to another payee, or for a piece that is owned", async () => {
    const { id: itemId } = await world.sellItem();
    const unpaid = await agent.call("read", { itemId });
    const { accepts } = unpaid.structuredContent as { accepts: object[] };
    for (const change of [{ amount: "1" }, { payTo: world.chain.accounts.readers[3]?.address }]) {
      const lied = { ...unpaid, structuredContent: { ...unpaid.structuredContent, accepts: [{ ...accepts[0], ...change }] } };
      const refused = await agent.call("read", { itemId }, await agent.pay(lied));
      expect(refused).toMatchObject({ isError: true, structuredContent: { x402Version: 2, accepts } });
      expect(refused._meta?.["x402/payment-response"]).toMatchObject({ success: false, transaction: "" });
    }
    expect(await purchases(itemId)).toBe(0);
    const payment = await agent.pay(unpaid);
    expect(textOf(await agent.call("read", { itemId }, payment))).toBe(PAID);
    for (const meta of [payment, await agent.pay(unpaid)]) {
      const refused = await agent.call("read", { itemId }, meta);
      expect(refused.structuredContent?.code).toMatch(/already_owned|claim_required/);
      expect(textOf(refused)).not.toContain(PAID);
    }
    expect(await purchases(itemId)).toBe(1);
  });

  it("takes one payment for one piece, whether it comes over MCP or HTTP, also at once", async () => {
    const { id: itemId } = await world.sellItem();
    const payment = await agent.pay(await agent.call("read", { itemId }));
    const { GET } = (await import("@/app/api/items/[itemId]/content/route")) as { GET: RouteHandler };
    const headers = { "PAYMENT-SIGNATURE": encodeHeader(payment["x402/payment"]) };
    const answers = await Promise.all([
      agent.call("read", { itemId }, payment).then(textOf),
      GET(new Request(urlOf(itemId), { headers }), { params: Promise.resolve({ itemId }) }).then((answer) => answer.text()),
    ]);
    expect(answers.filter((text) => text === PAID).length).toBeGreaterThan(0);
    expect(await purchases(itemId)).toBe(1);
  });

  it("is told to come back while a payment settles, and gets the bytes for the same payment with its claim", async () => {
    const { id: itemId } = await world.sellItem();
    const payment = await agent.pay(await agent.call("read", { itemId }));
    await world.chain.client.setAutomine(false);
    let waiting: Awaited<ReturnType<Agent["call"]>>;
    try {
      waiting = await agent.call("read", { itemId }, payment);
      await world.chain.client.mine({ blocks: 1 });
    } finally {
      await world.chain.client.setAutomine(true);
    }
    expect(waiting).toMatchObject({ isError: true, structuredContent: { code: "settlement_pending" } });
    expect(waiting._meta).toMatchObject({ "pennypost/retry-after-seconds": "3", "pennypost/payment-claim": expect.any(String) });
    const claim = { "pennypost/payment-claim": waiting._meta?.["pennypost/payment-claim"] };
    // As a server's job does every few seconds.
    const read = () => sweep(world).then(() => agent.call("read", { itemId }, { ...payment, ...claim }).then(textOf));
    await expect.poll(read, { timeout: 30_000 }).toBe(PAID);
    expect(await purchases(itemId)).toBe(1);
  });
});

describe("library and verify_receipt", () => {
  it("tell the wallet that proves itself what it bought, and check the receipt that it is given", async () => {
    const { id: itemId } = await world.sellItem();
    const bought = await agent.call("read", { itemId }, await agent.pay(await agent.call("read", { itemId })));
    const receiptId = bought._meta?.["pennypost/receipt"];
    const proof = async () => agent.prove(await agent.call("library", {}), `${world.origin}/mcp`);
    const { structuredContent: list } = await agent.call("library", {}, await proof());
    expect((list as { rows: object[] }).rows[0]).toMatchObject({ receiptId, itemId, amount: `${PRICE}` });

    const { structuredContent: receipt } = await agent.call("library", { receiptId }, await proof());
    const checked = await agent.call("verify_receipt", { receipt });
    expect(checked.structuredContent).toMatchObject({ state: "valid" });
    const facts = receipt as { receipt: { amount: string } };
    const altered = { ...facts, receipt: { ...facts.receipt, amount: "1" } };
    expect((await agent.call("verify_receipt", { receipt: altered })).structuredContent).toMatchObject({ state: "invalid" });
  });

  it("take a proof beside a bearer that is no key of ours, as a proxy may add one", async () => {
    const withBearer: Fetch = (url, init) => {
      const headers = new Headers(init?.headers);
      headers.set("authorization", "Bearer of.another.make");
      return ask(url, { ...init, headers });
    };
    const behindProxy = await connectAgent(`${world.origin}/mcp`, buyer, withBearer);
    const proof = await behindProxy.prove(await behindProxy.call("library", {}), `${world.origin}/mcp`);
    expect((await behindProxy.call("library", {}, proof)).structuredContent).toMatchObject({ rows: expect.any(Array) });
    await behindProxy.client.close();
  });

  it("give another wallet neither the receipt nor a row, and take a proof once", async () => {
    const { id: itemId } = await world.sellItem();
    const bought = await agent.call("read", { itemId }, await agent.pay(await agent.call("read", { itemId })));
    const receiptId = bought._meta?.["pennypost/receipt"];
    const stranger = await connectAgent(`${world.origin}/mcp`, world.chain.accounts.readers[2] as LocalAccount, ask);
    const proof = async () => stranger.prove(await stranger.call("library", {}), `${world.origin}/mcp`);
    expect(await stranger.call("library", { receiptId }, await proof())).toMatchObject({
      structuredContent: { code: "not_found" },
    });
    const once = await proof();
    expect((await stranger.call("library", {}, once)).structuredContent).toEqual({ rows: [], next: null });
    expect((await stranger.call("library", {}, once)).structuredContent?.error).toMatch(/used before/);
    await stranger.client.close();
  });
});
