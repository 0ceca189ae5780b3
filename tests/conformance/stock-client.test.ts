// The stock client of x402 (@x402/fetch with @x402/evm), as installed and with its default settings, buys from a running Pennypost.
import { ExactEvmScheme } from "@x402/evm/exact/client";
import { ExactEvmSchemeV1 } from "@x402/evm/exact/v1/client";
import { decodePaymentResponseHeader, wrapFetchWithPayment, x402Client } from "@x402/fetch";
import { Receipt } from "stock-mppx";
import { Mppx } from "stock-mppx/client";
import { evm } from "stock-mppx/evm/client";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { SignedReceipt } from "../../lib/x402/receipts/receipt-form";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { balanceOf } from "../../scripts/local/usdc";
import { type Creator, openShop, signIn } from "../support/api";
import { type Market, startMarket } from "../support/market";

let market: Market;
let creator: Creator;
const seller = accounts.creators[0] as LocalAccount;
const CONTENT = "# Paid\n\nBought by a client that never heard of us.";

beforeAll(async () => {
  market = await startMarket({ settings: { SWEEP_INTERVAL_SECONDS: "1" } });
  creator = await openShop(market.origin, seller, "ada");
});
afterAll(() => market?.stop());

/** Every request that leaves the client, so that a test can send one again. */
function recording(inner: typeof fetch): { fetch: typeof fetch; sent: Request[] } {
  const sent: Request[] = [];
  const record: typeof fetch = (input, init) => {
    const request = new Request(input, init);
    sent.push(request.clone());
    return inner(request);
  };
  return { fetch: record, sent };
}

/** A v1 client does not know PAYMENT-REQUIRED; this one's own v1 scheme is used only where that header is absent. */
const blindToV2: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const headers = new Headers(response.headers);
  headers.delete("PAYMENT-REQUIRED");
  return new Response(response.body, { status: response.status, headers });
};

const versions = [
  {
    version: "v2",
    request: "PAYMENT-SIGNATURE",
    answer: "PAYMENT-RESPONSE",
    network: "eip155:84532",
    inner: fetch,
    clientOf: (buyer: LocalAccount) => new x402Client().register("eip155:*", new ExactEvmScheme(buyer.account)),
  },
  {
    version: "v1",
    request: "X-PAYMENT",
    answer: "X-PAYMENT-RESPONSE",
    network: "base-sepolia",
    inner: blindToV2,
    clientOf: (buyer: LocalAccount) => new x402Client().registerV1("base-sepolia", new ExactEvmSchemeV1(buyer.account)),
  },
];

describe.each(versions)("@x402/fetch with its $version scheme", ({ request, answer, network, inner, clientOf, version }) => {
  const buyer = accounts.readers[version === "v2" ? 0 : 1] as LocalAccount;
  const money = () => Promise.all([balanceOf(market.chain, buyer.address), balanceOf(market.chain, seller.address)]);
  const client = () => {
    const { fetch: recorded, sent } = recording(inner);
    return { buy: wrapFetchWithPayment(recorded, clientOf(buyer)), sent };
  };
  const sell = async () => {
    const itemId = await creator.sellArticle({ price: "0.25", content: CONTENT });
    return { itemId, path: `/api/items/${itemId}/content`, url: `${market.origin}/api/items/${itemId}/content` };
  };

  it("reads the 402, pays once, and gets the bytes and a settlement that the chain confirms", async () => {
    const { url } = await sell();
    const [before, earned] = await money();
    const { buy, sent } = client();
    const response = await buy(url);

    expect([response.status, await response.text()]).toEqual([200, CONTENT]);
    expect(response.headers.get("cache-control")).toMatch(/^private, no-store/);
    expect(sent.map((each) => each.headers.has(request))).toEqual([false, true]);
    expect(await money()).toEqual([before - 250_000n, earned + 250_000n]);

    const settled = decodePaymentResponseHeader(response.headers.get(answer) ?? "");
    expect(settled).toMatchObject({ success: true, network, payer: buyer.address.toLowerCase() });
    const receipt = await market.chain.getTransactionReceipt({ hash: settled.transaction as `0x${string}` });
    expect(receipt).toMatchObject({ status: "success", from: accounts.relayer.address.toLowerCase() });
  });

  it("owns what it bought: the wallet that signs in finds it, with its receipt, and opens it", async () => {
    const { itemId, url, path } = await sell();
    const bought = await client().buy(url);
    expect(bought.status).toBe(200);

    const visitor = await signIn(market.origin, buyer);
    const opened = await visitor.get(path);
    expect([opened.status, await opened.text()]).toEqual([200, CONTENT]);
    const library = await visitor.call<{ rows: { itemId: string; receiptId: string }[] }>("GET", "/api/library");
    const owned = library.rows.find((row) => row.itemId === itemId);
    expect(owned?.receiptId).toBe(bought.headers.get("pennypost-receipt"));
    const { receipt } = await visitor.call<SignedReceipt>("GET", `/api/receipts/${owned?.receiptId}`);
    const { transaction } = decodePaymentResponseHeader(bought.headers.get(answer) ?? "");
    expect(receipt).toMatchObject({ amount: "250000", payer: buyer.address.toLowerCase(), transaction });
  });

  it("is refused before anything settles when it pays for what it owns, with a new signature or the old one", async () => {
    const { url } = await sell();
    const { buy, sent } = client();
    expect((await buy(url)).status).toBe(200);
    const before = await money();

    const again = await buy(url);
    expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([409, "already_owned"]);
    const [, paid] = sent;
    if (!paid) throw new Error("nothing was paid");
    const replayed = await fetch(paid);
    expect([replayed.status, ((await replayed.json()) as { code: string }).code]).toEqual([409, "already_owned"]);
    expect(await money()).toEqual(before);
  });

  it("is told to wait while a settlement is pending, is not asked to pay again, and gets the bytes with the same header and the claim it was given", async () => {
    const { url } = await sell();
    const before = await money();
    const { buy, sent } = client();
    let claim = "";
    await market.chain.setAutomine(false);
    try {
      const waiting = await buy(url);
      expect(waiting.status).toBe(503);
      claim = waiting.headers.get("x-payment-claim") ?? "";
      expect(waiting.headers.get("payment-required")).toBeNull();
      expect(await waiting.json()).toMatchObject({ code: "settlement_pending" });
      expect(decodePaymentResponseHeader(waiting.headers.get(answer) ?? "")).toMatchObject({
        success: false,
        errorReason: "settlement_pending",
      });
      expect(Number(waiting.headers.get("retry-after"))).toBeGreaterThan(0);
      await market.chain.mine({ blocks: 1 });
    } finally {
      await market.chain.setAutomine(true);
    }
    const [, paid] = sent;
    if (!paid) throw new Error("nothing was paid");
    const delivered = await vi.waitUntil(
      async () => {
        const again = new Request(paid.clone());
        again.headers.set("X-PAYMENT-CLAIM", claim);
        const shown = await fetch(again);
        return shown.status !== 503 && shown;
      },
      { timeout: 20_000 },
    );
    expect([delivered.status, await delivered.text()]).toEqual([200, CONTENT]);
    expect(await money()).toEqual([before[0] - 250_000n, before[1] + 250_000n]);
    expect(sent).toHaveLength(2);
  }, 60_000);

  it("buys a file, and pays once for an item of several", async () => {
    const files = ["one.txt", "two.txt"].map((name) => ({ name, body: `The bytes of ${name}.` }));
    const { itemId, fileIds } = await creator.sellFiles({ price: "0.5", files });
    const [before] = await money();
    const bought = await client().buy(`${market.origin}/api/items/${itemId}/files/${fileIds[1]}`);
    expect([bought.status, await bought.text()]).toEqual([200, "The bytes of two.txt."]);

    const visitor = await signIn(market.origin, buyer);
    const other = await visitor.get(`/api/items/${itemId}/files/${fileIds[0]}`, { Range: "bytes=4-8" });
    expect([other.status, await other.text()]).toEqual([206, "bytes"]);
    expect(before - (await money())[0]).toBe(500_000n);
  });

  it("buys at the address of the item's page when it asks for JSON there", async () => {
    const { itemId } = await sell();
    const { slug } = await creator.call<{ slug: string }>("GET", `/api/items/${itemId}`);
    const page = `${market.origin}/@ada/${slug}`;
    const [before] = await money();
    const response = await client().buy(page, { headers: { Accept: "application/json" } });
    expect([response.status, await response.text()]).toEqual([200, CONTENT]);
    expect(before - (await money())[0]).toBe(250_000n);
    const seen = await fetch(page, { headers: { Accept: "text/html" } });
    expect([seen.status, seen.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  });

  it("keeps to its own limit of a dollar, and never sends what would cost more", async () => {
    const itemId = await creator.sellArticle({ price: "1.01", content: CONTENT });
    const { buy, sent } = client();
    await expect(buy(`${market.origin}/api/items/${itemId}/content`)).rejects.toThrow(/maxAmountPerPayment/);
    expect(sent).toHaveLength(1);
  });

  it("without money is told so with the spec's reason, and nothing is charged", async () => {
    const { url } = await sell();
    const poor = accounts.relayer;
    const gas = await market.chain.getTransactionCount({ address: poor.address });
    const response = await wrapFetchWithPayment(inner, clientOf(poor))(url);
    expect(response.status).toBe(402);
    expect(await response.json()).toMatchObject({ error: "insufficient_funds" });
    expect(await market.chain.getTransactionCount({ address: poor.address })).toBe(gas);
  });
});

describe("mppx with its evm charge", () => {
  it.each([
    ["the API's address", {}],
    ["the page's address, when it asks for JSON there", { Accept: "application/json" }],
  ])("buys at %s, and gets a receipt that the chain confirms", async (where, headers) => {
    const buyer = accounts.readers[2] as LocalAccount;
    const itemId = await creator.sellArticle({ price: "0.25", content: CONTENT });
    const { slug } = await creator.call<{ slug: string }>("GET", `/api/items/${itemId}`);
    const path = where.startsWith("the page") ? `/@ada/${slug}` : `/api/items/${itemId}/content`;
    const charge = evm.charge({ account: buyer.account, authorization: { name: "USDC", version: "2" }, networks: [84532] });
    const client = Mppx.create({ methods: [charge], polyfill: false });
    const before = await balanceOf(market.chain, buyer.address);
    const response = await client.fetch(`${market.origin}${path}`, { headers });
    expect([response.status, await response.text()]).toEqual([200, CONTENT]);
    expect(await balanceOf(market.chain, buyer.address)).toBe(before - 250_000n);
    const { reference } = Receipt.fromResponse(response);
    expect(await market.chain.getTransactionReceipt({ hash: reference as `0x${string}` })).toMatchObject({ status: "success" });
  });
});
