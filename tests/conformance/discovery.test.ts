// What catalogues of paid APIs read of a market: their own program, @agentcash/discovery, asks the production server.
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { openShop } from "../support/api";
import { type Market, startMarket } from "../support/market";

const require = createRequire(import.meta.url);
const program = join(require.resolve("@agentcash/discovery"), "../../bin/discovery.js");

interface Found {
  found?: boolean;
  ok?: boolean;
  resources?: { method: string; path: string; authHint?: string; protocols?: string[] }[];
  advisories?: { method: string; authMode?: string; inputSchema?: object; estimatedPrice?: string }[];
  warnings: { code: string; severity: string; message: string }[];
}

async function ask(command: "discover" | "check", url: string): Promise<Found> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, command, url, "--json"], { timeout: 120_000 });
  return JSON.parse(stdout) as Found;
}

let market: Market;
const paidUrls: string[] = [];
beforeAll(async () => {
  market = await startMarket();
  const creator = await openShop(market.origin, accounts.creators[0] as LocalAccount, "ada");
  const itemId = await creator.sellArticle({ price: "0.05", content: "The paid part." });
  const { itemId: box, fileIds } = await creator.sellFiles({ price: "0.05", files: [{ name: "a.txt", body: "abc" }] });
  const { slug } = await creator.call<{ slug: string }>("GET", `/api/items/${itemId}`);
  const ofArticle = [`items/${itemId}/content`, `creators/ada/items/${slug}/content`, `creators/ada/items/${slug}/markdown`];
  const ofFiles = [`items/${box}/files/${fileIds[0]}`, `items/${box}/files.zip`];
  paidUrls.push(...[...ofArticle, ...ofFiles].map((path) => `${market.origin}/api/${path}`));
});
afterAll(() => market?.stop());

describe("a catalogue's program", () => {
  it("discovers what is sold and how it is paid for, and warns of nothing", async () => {
    const { ok, resources = [], warnings } = await ask("discover", market.origin);
    expect([ok, warnings]).toEqual([true, []]);
    const paid = resources.filter(({ authHint }) => authHint === "paid");
    expect(paid.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      "GET /api/creators/{handle}/items/{slug}/content",
      "GET /api/creators/{handle}/items/{slug}/markdown",
      "GET /api/items/{itemId}/content",
      "GET /api/items/{itemId}/files.zip",
      "GET /api/items/{itemId}/files/{fileId}",
    ]);
    for (const { protocols } of paid) expect(protocols).toEqual(["x402", "mpp"]);
  }, 180_000);

  it("checks each paid URL, with its real 402, and warns of nothing", async () => {
    for (const url of paidUrls) {
      const { found, advisories = [], warnings } = await ask("check", url);
      expect([url, found, warnings]).toEqual([url, true, []]);
      const paid = advisories.find(({ authMode }) => authMode === "paid");
      expect(paid).toMatchObject({ method: "GET", estimatedPrice: "0.001-10000 USD", inputSchema: expect.any(Object) });
    }
  }, 300_000);

  it("meets 402 at each paid URL as the description writes it", async () => {
    const { paths } = (await (await fetch(`${market.origin}/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { responses: object }>>;
    };
    const paid = Object.entries(paths).filter(([, { get }]) => get && "402" in get.responses);
    expect(paid).toHaveLength(paidUrls.length);
    for (const [path] of paid) expect([path, (await fetch(market.origin + path)).status]).toEqual([path, 402]);
  });
});
