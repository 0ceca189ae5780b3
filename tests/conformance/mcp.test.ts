// The production server's /mcp, as an agent meets it that has the official client of MCP, the stock client of x402, and a dollar.
import { afterAll, beforeAll, expect, it } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { balanceOf } from "../../scripts/local/usdc";
import { type Creator, openShop } from "../support/api";
import { type Market, startMarket } from "../support/market";
import { type Agent, connectAgent, textOf } from "../support/mcp-client";

const CONTENT = "# Paid\n\nnumbat-mcp, bought by an agent.";
const buyer = accounts.readers[0] as LocalAccount;

let market: Market;
let creator: Creator;
let agent: Agent;
let posts = 0;

const counting: typeof fetch = (input, init) => {
  if (init?.method === "POST") posts++;
  return fetch(input, init);
};

beforeAll(async () => {
  market = await startMarket({ settings: { SWEEP_INTERVAL_SECONDS: "1" } });
  creator = await openShop(market.origin, accounts.creators[0] as LocalAccount, "ada");
  agent = await connectAgent(`${market.origin}/mcp`, buyer, counting);
});
afterAll(async () => {
  await agent?.client.close();
  await market?.stop();
});

it("finds a piece, previews it, asks its price, buys it once, reads it again for nothing and verifies the receipt", async () => {
  const itemId = await creator.sellArticle({ price: "0.25", content: CONTENT, title: "On numbats" });
  const before = await balanceOf(market.chain, buyer.address);
  const found = (await agent.call("search", { search: "numbats" })).structuredContent as { items: { itemId: string }[] };
  expect(found.items.map((item) => item.itemId)).toEqual([itemId]);
  const seen = await agent.call("preview", { itemId });
  const quoted = await agent.call("quote", { itemId });
  expect(quoted.structuredContent).toMatchObject({ ways: [{ priceUsd: "0.25" }] });
  expect(JSON.stringify([found, seen, quoted])).not.toContain("numbat-mcp");

  const start = posts;
  const bought = await agent.call("read", { itemId }, await agent.pay(await agent.call("read", { itemId })));
  expect(textOf(bought)).toBe(CONTENT);
  expect(posts - start).toBe(2);

  const url = `${market.origin}/api/items/${itemId}/content`;
  const again = await agent.call("read", { itemId }, await agent.prove(await agent.call("read", { itemId }), url));
  expect(textOf(again)).toBe(CONTENT);
  expect(before - (await balanceOf(market.chain, buyer.address))).toBe(250_000n);

  const proof = await agent.prove(await agent.call("library", {}), `${market.origin}/mcp`);
  const receipt = await agent.call("library", { receiptId: bought._meta?.["pennypost/receipt"] }, proof);
  const checked = await agent.call("verify_receipt", { receipt: receipt.structuredContent });
  expect(checked.structuredContent).toMatchObject({ state: "valid" });
});

it("sells files as a list of addresses, which the buyer's proof opens", async () => {
  const { itemId } = await creator.sellFiles({ price: "0.10", files: [{ name: "one.txt", body: "numbat-file" }] });
  const bought = await agent.call("read", { itemId }, await agent.pay(await agent.call("read", { itemId })));
  expect(JSON.parse(textOf(bought))).toMatchObject({ files: [{ name: "one.txt", url: expect.stringContaining(market.origin) }] });
  expect(textOf(bought)).not.toContain("numbat-file");
});

it("answers a GET with 405, and another site's page with 403", async () => {
  const url = `${market.origin}/mcp`;
  expect((await fetch(url)).status).toBe(405);
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });
  const headers = { "Content-Type": "application/json", Origin: "https://evil.example" };
  expect((await fetch(url, { method: "POST", body, headers })).status).toBe(403);
});
