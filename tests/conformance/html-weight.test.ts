// The bytes of HTML of each page, uncompressed (P9), where every list is full and every title as long as titles get.
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bigCreator, bigReader, fill } from "../../bench/scale/fill";
import type { LocalAccount } from "../../scripts/local/accounts";
import { signIn } from "../support/api";
import { type Market, startMarket } from "../support/market";

const HTML_MAX = 120_000;
/** Where every card is owned and says so twice. */
const OWNED_MAX = 127_000;
/** A hundred rows, whose cells say that they are cells: on a phone they are laid out as cards. */
const ROWS_MAX = 125_000;

const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;

/** Titles, deks and names as long as they usually get, tags of their own, and no two alike. */
const lengthen = `
  UPDATE item_version SET title = left(title || ' — ' || dek || ' ' || preview, 120), dek = left(dek || ' ' || preview, 300);
  UPDATE creator SET display_name = display_name || ' of the Long Names Company', bio = repeat('Writes about tides, letters and machines. ', 14)`;

let market: Market;
let cookies: Record<"stranger" | "creator" | "reader", string>;

beforeAll(async () => {
  market = await startMarket();
  await fill(market.databaseUrl, { items: 300, sales: 3_000 });
  const client = new pg.Client({ connectionString: market.databaseUrl });
  await client.connect();
  await client.query(`SET session_replication_role = replica; ${lengthen}`);
  await client.end();
  const cookieOf = async (account: unknown) => (await signIn(market.origin, account as LocalAccount)).cookie;
  cookies = { stranger: "", creator: await cookieOf(bigCreator), reader: await cookieOf(bigReader) };
}, 120_000);
afterAll(() => market?.stop());

describe(`the HTML of a page weighs ${kb(HTML_MAX)} at most`, () => {
  it.each<[what: string, path: string, as: keyof typeof cookies, max?: number]>([
    ["the market", "/", "stranger"],
    ["the market, to who owns all of it", "/", "reader", OWNED_MAX],
    ["a search", "/?search=bajigor", "stranger"],
    ["a tag", "/?tag=bajigor", "stranger"],
    ["a creator", "/@creator-0", "stranger"],
    ["an article", "/@creator-0/piece-298", "stranger"],
    ["an article that is owned", "/@creator-0/piece-298", "reader"],
    ["the library", "/library", "reader"],
    ["the dashboard", "/dashboard", "creator"],
    ["own pieces", "/dashboard/items", "creator", ROWS_MAX],
    ["earnings", "/dashboard/earnings", "creator"],
  ])("%s", async (what, path, as, max = HTML_MAX) => {
    const answer = await fetch(market.origin + path, { headers: { cookie: cookies[as], "accept-language": "en" } });
    const html = await answer.text();
    console.log(`${what}: ${kb(Buffer.byteLength(html))}`);
    expect(answer.status).toBe(200);
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(max);
  });
});
