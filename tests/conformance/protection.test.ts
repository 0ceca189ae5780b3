// What the production server's answers say for their own protection, kind by kind, and that its pages' scripts may run.
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { openShop } from "../support/api";
import { type Market, startMarket } from "../support/market";

let market: Market;
let itemId: string;
let page: string;
let gone: string;
beforeAll(async () => {
  market = await startMarket({ settings: {} });
  const shop = await openShop(market.origin, accounts.creators[0] as LocalAccount, "ada");
  const sell = async (title: string) => {
    const id = await shop.sellArticle({ price: "0.05", content: "Paid.", title });
    const { slug } = await shop.call<{ slug: string }>("GET", `/api/items/${id}/draft`);
    return { id, path: `/@ada/${slug}` };
  };
  ({ id: itemId, path: page } = await sell("Here"));
  const removed = await sell("Gone");
  gone = removed.path;
  await shop.call("DELETE", `/api/items/${removed.id}`);
});
afterAll(() => market?.stop());

const get = (path: string, accept = "text/html") => fetch(market.origin + path, { headers: { accept }, redirect: "manual" });

const HASHED = /script-src (?:'sha256-[^']+' )+localhost:\d+\/_next\/static\/ 'sha256-[^']+';/;

/** By the nonce of its request or by its hash; a script with an address also because it is one of ours. */
function mayRun(policy: string, attributes: string, text: string): boolean {
  if (/type="application\/(ld\+)?json"/.test(attributes)) return true;
  const nonce = / nonce="([^"]+)"/.exec(attributes)?.[1];
  if (nonce) return policy.includes(`'nonce-${nonce}'`);
  if (/ src="\/_next\/static\/[\w/.-]+"/.test(attributes)) return HASHED.test(policy);
  return policy.includes(`'sha256-${createHash("sha256").update(text).digest("base64")}'`);
}

describe("a page", () => {
  it.each<[string, () => string, number, "public"?]>([
    ["the market", () => "/", 200, "public"],
    ["an item", () => page, 200, "public"],
    ["one that was taken down", () => gone, 410],
    ["the library of nobody", () => "/library", 200],
    ["the account of nobody", () => "/account", 200],
    ["documentation", () => "/docs/agents", 200],
    ["none", () => "/nowhere", 404],
    ["none with a path that cannot be decoded", () => "/@ada/%ff", 404],
  ])("runs its own scripts and no other: %s", async (_what, path, status, isPublic) => {
    // What changed in it a moment ago may still be told while it is made; it is everybody's from the next time on.
    if (isPublic) await expect.poll(async () => (await get(path())).headers.get("cache-control")).toContain("s-maxage");
    const answer = await get(path());
    const html = await answer.text();
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(answer.status).toBe(status);
    expect(policy).toMatch(isPublic ? HASHED : /script-src 'nonce-[^']+' 'strict-dynamic' 'sha256-[^']+';/);
    const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)];
    expect(scripts.filter(([, attributes = "", text = ""]) => !mayRun(policy, attributes, text))).toEqual([]);
    expect(scripts.length).toBeGreaterThan(3);
    expect(answer.headers.get("cache-control")).toContain(isPublic ? "s-maxage" : "no-store");
    expect(answer.headers.get("cross-origin-opener-policy")).toBe("same-origin-allow-popups");
    if (status !== 200) expect(html).toMatch(/<meta name="robots" content="noindex/);
  });
});

describe("what is no page", () => {
  it.each<[string, () => string, number]>([
    ["a 402", () => `/api/items/${itemId}/content`, 402],
    ["JSON", () => "/api/items", 200],
    ["a problem", () => "/api/nowhere", 404],
    ["health", () => "/api/health", 200],
    ["a feed", () => "/feed.xml", 200],
    ["a creator's feed", () => "/@ada/feed.json", 200],
    ["the sitemap", () => "/sitemap.xml", 200],
    ["OpenAPI", () => "/openapi.json", 200],
    ["words for agents", () => "/llms.txt", 200],
    ["an icon", () => "/icon.svg", 200],
    ["a picture", () => `/api/items/${itemId}/social-picture`, 200],
  ])("runs nothing and is framed by nobody: %s", async (_what, path, status) => {
    const answer = await get(path(), "application/json");
    await answer.body?.cancel();
    expect([answer.status, answer.headers.get("x-content-type-options")]).toEqual([status, "nosniff"]);
    expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
    const isForOthers = answer.headers.has("access-control-allow-origin");
    if (!isForOthers) expect(answer.headers.get("cross-origin-resource-policy")).toMatch(/^(same|cross)-origin$/);
  });
});

it("robots may fetch the pictures that a page names, and of the API what agents are told to ask", async () => {
  const rules = [...(await (await get("/robots.txt")).text()).matchAll(/^(Allow|Disallow): (\S+)$/gm)].map(
    ([, kind, path = ""]) => ({
      allowed: kind === "Allow",
      length: path.length,
      fits: new RegExp(
        `^${path
          .split("*")
          .map((part) => part.replace(/[.?+^$()|[\]{}\\]/g, "\\$&"))
          .join(".*")}`,
      ),
    }),
  );
  const isAllowed = (path: string) =>
    rules.filter(({ fits }) => fits.test(path)).sort((a, b) => b.length - a.length || Number(b.allowed) - Number(a.allowed))[0]
      ?.allowed;
  const html = await (await get(page)).text();
  const picture = new URL(/<meta property="og:image" content="([^"]+)"/.exec(html)?.[1] ?? "");
  const markdown = new URL(/<link rel="alternate" type="text\/markdown" href="([^"]+)"/.exec(html)?.[1] ?? "");
  expect([markdown.pathname, isAllowed(markdown.pathname)]).toEqual([`${page}.md`, true]);
  expect([isAllowed("/license.xml"), isAllowed("/@ada/llms-full.txt"), isAllowed("/openapi/creator.json")]).toEqual([
    true,
    true,
    true,
  ]);
  expect([
    isAllowed(picture.pathname),
    isAllowed("/api/pictures/pic_1/960"),
    isAllowed(`/api/previews/${"a".repeat(64)}`),
  ]).toEqual([true, true, true]);
  expect([`/api/items/${itemId}/content`, "/api/items"].map(isAllowed)).toEqual([true, true]);
  expect(["/api/session", "/api/library", "/dashboard", "/library/x"].map(isAllowed)).toEqual([false, false, false, false]);
});
