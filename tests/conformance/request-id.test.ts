// Each answer of the production server names its request, whoever made it: Next, a route, the 402, a stream, or what turns agents to
// a page's content. A problem and the log's lines name it too.
import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { openShop } from "../support/api";
import { type Market, startMarket } from "../support/market";
import { signFor, toBase64 } from "./payer";

const seller = accounts.creators[0] as LocalAccount;
const buyer = accounts.readers[0] as LocalAccount;
const ID = "edge-0123456789abcdef";

let market: Market;
let contentUrl: string;
let pageUrl: string;
beforeAll(async () => {
  market = await startMarket();
  const creator = await openShop(market.origin, seller, "ada");
  const itemId = await creator.sellArticle({ price: "0.05", content: "Paid.", title: "A piece" });
  contentUrl = `${market.origin}/api/items/${itemId}/content`;
  const { slug } = (await (await fetch(`${market.origin}/api/items/${itemId}`)).json()) as { slug: string };
  pageUrl = `${market.origin}/@ada/${slug}`;
});
afterAll(() => market?.stop());

const idOf = (answer: Response) => answer.headers.get("x-request-id") ?? "";

it("every kind of answer carries an id of its own", async () => {
  const { v2 } = await signFor(contentUrl, buyer);
  const asked: [string, number, RequestInit?][] = [
    [market.origin, 200],
    [pageUrl, 200],
    [pageUrl, 402, { headers: { Accept: "application/json" } }],
    [contentUrl, 402],
    [contentUrl, 402, { method: "HEAD" }],
    [contentUrl, 204, { method: "OPTIONS" }],
    [contentUrl, 200, { headers: { "PAYMENT-SIGNATURE": toBase64(v2) } }],
    [`${market.origin}/feed.xml`, 200],
    [`${market.origin}/api/health`, 200],
    [`${market.origin}/api/nothing-here`, 404],
    [`${market.origin}/api/health`, 405, { method: "DELETE" }],
    [`${market.origin}/@nobody/nothing`, 404],
    [`${market.origin}/_next/static/nothing.js`, 404],
    [`${market.origin}/dashboard/`, 308, { redirect: "manual" }],
  ];
  const ids: string[] = [];
  for (const [url, status, init] of asked) {
    const answer = await fetch(url, init);
    await answer.arrayBuffer();
    expect([url, answer.status, idOf(answer)]).toEqual([url, status, expect.stringMatching(/^[\w-]{16}$/)]);
    ids.push(idOf(answer));
  }
  expect(new Set(ids).size).toBe(ids.length);
});

it("a problem names the request in its document, with the id that a proxy in front gave", async () => {
  const answer = await fetch(`${market.origin}/api/items/item_${"0".repeat(26)}`, { headers: { "X-Request-Id": ID } });
  expect([answer.status, idOf(answer), await answer.json()]).toEqual([404, ID, expect.objectContaining({ requestId: ID })]);
});

it("the lines that a purchase writes into the log name its request", async () => {
  const { v1 } = await signFor(contentUrl, accounts.readers[1] as LocalAccount);
  const paid = await fetch(contentUrl, { headers: { "X-PAYMENT": toBase64(v1), "X-Request-Id": ID } });
  expect([paid.status, await paid.text()]).toEqual([200, "Paid."]);
  const logged = () => (existsSync(market.logFile) ? readFileSync(market.logFile, "utf8") : "").split("\n");
  await vi.waitFor(() => {
    const lines = logged()
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toContainEqual(expect.objectContaining({ type: "confirmed", requestId: ID }));
  });
});
