// Counts of visits are kept in memory for a moment: a server that is told to stop writes them down before it ends.
import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { openShop } from "../support/api";
import { type Market, startMarket } from "../support/market";

let market: Market;
beforeAll(async () => {
  market = await startMarket();
}, 180_000);
afterAll(() => market?.stop());

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it("a server that is told to stop loses no visit", async () => {
  const ada = await openShop(market.origin, accounts.creators[0] as LocalAccount, "ada");
  const itemId = await ada.sellArticle({ price: "0.10", content: "Paid." });
  const database = new pg.Client({ connectionString: market.databaseUrl });
  await database.connect();
  const headers = { "Content-Type": "application/json", "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0" };
  const tell = () =>
    fetch(`${market.origin}/api/items/${itemId}/events`, { method: "POST", headers, body: JSON.stringify({ event: "viewed" }) });
  for (let told = 0; told < 5; told++) expect((await tell()).status).toBe(204);
  process.kill(market.web.pid, "SIGTERM");
  await vi.waitFor(() => expect(isAlive(market.web.pid)).toBe(false), { timeout: 10_000, interval: 20 });
  const { rows } = await database.query("SELECT sum(viewed)::int AS viewed FROM item_day WHERE item_id = $1", [itemId]);
  expect(rows).toEqual([{ viewed: 5 }]);
  await database.end();
}, 60_000);
