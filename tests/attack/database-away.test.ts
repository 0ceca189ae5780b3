// A database that goes away under a running server: a page that needs it is 503 with Retry-After and words of ours, and all is well
// when it is back. (Routes: tests/integration/killed-backends.test.ts.)
import { afterAll, beforeAll, expect, it } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { type Creator, openShop } from "../support/api";
import { type Market, startMarket } from "../support/market";
import { type RpcGate, startRpcGate } from "../support/rpc-gate";

let gate: RpcGate;
let market: Market;
let ada: Creator;
let pages: string[];
beforeAll(async () => {
  const between = async (databaseUrl: string) => {
    gate = await startRpcGate(databaseUrl);
    return Object.assign(new URL(databaseUrl), { host: new URL(gate.url).host }).href;
  };
  market = await startMarket({ betweenDatabase: between });
  ada = await openShop(market.origin, accounts.creators[0] as LocalAccount, "ada");
  const id = await ada.sellArticle({ price: "0.05", content: "Paid words." });
  const { slug } = await ada.call<{ slug: string }>("GET", `/api/items/${id}/draft`);
  pages = [
    "/",
    "/?search=piece",
    "/@ada",
    `/@ada/${slug}`,
    "/@nobody",
    "/library",
    "/dashboard",
    "/dashboard/earnings",
    "/account",
  ];
});
afterAll(async () => {
  await market?.stop();
  gate?.stop();
});

interface Told {
  status: number;
  retryAfter: string | null;
  language: string | undefined;
  body: string;
}

async function ask(path: string, headers: Record<string, string>): Promise<Told> {
  const answer = await ada.get(path, headers);
  const body = await answer.text();
  return {
    status: answer.status,
    retryAfter: answer.headers.get("retry-after"),
    language: /<html lang="(\w+)"/.exec(body)?.[1],
    body,
  };
}

it("pages say when to come back, in the reader's language, and come back themselves", async () => {
  const asBrowser = (language: string) => ({ Accept: "text/html", "Accept-Language": language });
  for (const path of pages)
    expect([path, (await ask(path, asBrowser("en"))).status]).toEqual([path, expect.toSatisfy((code) => code < 500)]);
  gate.shut();
  const told: Record<string, unknown> = {};
  for (const language of ["en", "ja"]) {
    for (const path of pages) {
      const { status, retryAfter, body, ...page } = await ask(path, asBrowser(language));
      // What is public may still be in memory.
      if (status === 200) continue;
      told[`${language} ${path}`] = { status, retryAfter, language: page.language };
      expect([path, status, retryAfter, page.language]).toEqual([path, 503, "2", language]);
      expect(body).toContain(language === "en" ? "Back in a moment" : "ただいま表示できません");
      expect(body).not.toMatch(/prisma|ECONN|\bat \S+:\d+/i);
    }
  }
  expect(Object.keys(told)).toEqual(expect.arrayContaining(["en /library", "ja /library", "en /dashboard", "ja /dashboard"]));
  gate.open();
  for (const path of pages)
    await expect.poll(async () => (await ask(path, asBrowser("en"))).status, { timeout: 20_000 }).toBeLessThan(500);
});
