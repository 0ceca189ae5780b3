// Pennypost with FACILITATOR_URL and no key of its own: what it sends settles at a facilitator made of the official packages.
import { readFileSync } from "node:fs";
import { extractDiscoveryInfo } from "@x402/extensions/bazaar";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { type Chain, startChain } from "../../scripts/local/chain";
import { balanceOf } from "../../scripts/local/usdc";
import { type Creator, openShop } from "../support/api";
import { type Market, startMarket } from "../support/market";
import { scratchFolder } from "../support/scratch";
import { type RemoteFacilitator, startFacilitator } from "./facilitator";
import { fromBase64, signFor, toBase64 } from "./payer";

const scratch = scratchFolder();
const seller = accounts.creators[0] as LocalAccount;
const buyer = accounts.readers[0] as LocalAccount;
/** Pays the facilitator's gas; Pennypost does not know it. */
const operator = accounts.creators[2] as LocalAccount;
const CONTENT = "Settled elsewhere.";

let chain: Chain;
let facilitator: RemoteFacilitator;
let market: Market;
let creator: Creator;

beforeAll(async () => {
  chain = await startChain({ logFile: scratch.path("chain.log") });
  facilitator = await startFacilitator(chain.rpcUrl, operator);
  const settings = {
    RPC_URL: chain.rpcUrl,
    PUBLIC_RPC_URL: chain.rpcUrl,
    FACILITATOR_URL: facilitator.url,
    RELAYER_PRIVATE_KEY: "",
    SWEEP_INTERVAL_SECONDS: "1",
  };
  market = await startMarket({ settings });
  creator = await openShop(market.origin, seller, "ada");
});
afterAll(async () => {
  await market?.stop();
  await facilitator?.stop();
  await chain?.stop();
  scratch.remove();
});

const money = () => balanceOf(chain.client, buyer.address);

async function newUrl(): Promise<string> {
  const itemId = await creator.sellArticle({ price: "0.05", content: CONTENT });
  return `${market.origin}/api/items/${itemId}/content`;
}

describe("a remote facilitator", () => {
  it.each([
    ["v1", "X-PAYMENT", "X-PAYMENT-RESPONSE"],
    ["v2", "PAYMENT-SIGNATURE", "PAYMENT-RESPONSE"],
  ] as const)("settles a %s payment with what Pennypost sends it", async (version, header, answer) => {
    const url = await newUrl();
    const { [version]: payment } = await signFor(url, buyer);
    const [before, calls] = [await money(), facilitator.calls.length];
    const response = await fetch(url, { headers: { [header]: toBase64(payment) } });

    expect([response.status, await response.text()]).toEqual([200, CONTENT]);
    expect(before - (await money())).toBe(50_000n);
    const sent = facilitator.calls.slice(calls);
    expect(sent.map(({ path, body }) => [path, body.x402Version])).toEqual([["/settle", version === "v1" ? 1 : 2]]);
    const { transaction } = fromBase64<{ transaction: `0x${string}` }>(response.headers.get(answer));
    const { from, status } = await chain.client.getTransactionReceipt({ hash: transaction });
    expect([from, status]).toEqual([operator.address.toLowerCase(), "success"]);
  });

  it("gets what a client of version 2 echoed of the 402 as it came, and is heard on it", async () => {
    const url = await newUrl();
    const offered = fromBase64<{ resource: object; extensions: object }>((await fetch(url)).headers.get("payment-required"));
    const { v2 } = await signFor(url, buyer);
    const [calls, payment] = [facilitator.calls.length, { ...v2, resource: offered.resource, extensions: offered.extensions }];
    const response = await fetch(url, { headers: { "PAYMENT-SIGNATURE": toBase64(payment) } });
    expect([response.status, await response.text()]).toEqual([200, CONTENT]);
    const [{ body }] = facilitator.calls.slice(calls) as [RemoteFacilitator["calls"][number]];
    expect(body.paymentPayload).toMatchObject({ resource: offered.resource, extensions: offered.extensions });
    const found = extractDiscoveryInfo(body.paymentPayload, body.paymentRequirements);
    expect(found).toMatchObject({ serviceName: "Pennypost", method: "GET", routeTemplate: "/api/items/:itemId/content" });
    await expect.poll(() => readFileSync(market.logFile, "utf8"), { timeout: 30_000 }).toContain('"answer":"bazaar: processing"');
  });

  it("tells it nothing of another site's address", async () => {
    const url = await newUrl();
    const { v2 } = await signFor(url, buyer);
    const [calls, payment] = [facilitator.calls.length, { ...v2, resource: { url: "https://elsewhere.example/" } }];
    expect((await fetch(url, { headers: { "PAYMENT-SIGNATURE": toBase64(payment) } })).status).toBe(200);
    expect(facilitator.calls[calls]?.body.paymentPayload.resource).toEqual({ url });
  });

  it("is asked once, however many present the payment", async () => {
    const url = await newUrl();
    const { v1, v2 } = await signFor(url, buyer);
    const [before, calls] = [await money(), facilitator.calls.length];
    const headers = [{ "X-PAYMENT": toBase64(v1) }, { "PAYMENT-SIGNATURE": toBase64(v2) }] as Record<string, string>[];
    const responses = await Promise.all([...headers, ...headers, ...headers].map((each) => fetch(url, { headers: each })));
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect(facilitator.calls).toHaveLength(calls + 1);
    expect(before - (await money())).toBe(50_000n);
  });

  it("is not asked at all for a payment that could not settle", async () => {
    const url = await newUrl();
    const { v1 } = await signFor(url, accounts.relayer);
    const calls = facilitator.calls.length;
    const response = await fetch(url, { headers: { "X-PAYMENT": toBase64(v1) } });
    expect([response.status, ((await response.json()) as { error: string }).error]).toEqual([402, "insufficient_funds"]);
    expect(facilitator.calls).toHaveLength(calls);
  });

  it("that takes too long leaves the payment pending, and the same header delivers with its claim once the chain has it", async () => {
    const url = await newUrl();
    const { v2 } = await signFor(url, buyer);
    const before = await money();
    const alone = { "PAYMENT-SIGNATURE": toBase64(v2) };
    let claim = "";
    await chain.client.setAutomine(false);
    try {
      const waiting = await fetch(url, { headers: alone });
      claim = waiting.headers.get("x-payment-claim") ?? "";
      expect(waiting.status).toBe(503);
      expect(fromBase64(waiting.headers.get("payment-response"))).toMatchObject({
        success: false,
        errorReason: "settlement_pending",
      });
      await chain.client.mine({ blocks: 1 });
    } finally {
      await chain.client.setAutomine(true);
    }
    const headers = { ...alone, "X-PAYMENT-CLAIM": claim };
    let delivered = await fetch(url, { headers });
    for (let tries = 0; delivered.status === 503 && tries < 3; tries++) delivered = await fetch(url, { headers });
    expect([delivered.status, await delivered.text()]).toEqual([200, CONTENT]);
    expect(before - (await money())).toBe(50_000n);
  }, 90_000);
});
