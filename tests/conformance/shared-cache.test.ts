// Behind a proxy that keeps whatever it may: public pages are kept, and nothing else ever is. Everybody goes through the same cache, the
// creator and the buyer first.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { anyPort } from "../../scripts/local/ports";
import { type Creator, openShop, signIn, type Visitor } from "../support/api";
import { type Market, startMarket } from "../support/market";
import { type Nginx, startNginx } from "../support/nginx";
import { signFor, toBase64 } from "./payer";

const newWord = (what: string) => `quokka${what}${randomBytes(5).toString("hex")}`;
const words = { paid: newWord("paid"), file: newWord("file"), draft: newWord("draft"), changed: newWord("changed") };
const [adaAccount] = accounts.creators as [LocalAccount];
const [buyerAccount] = accounts.readers as [LocalAccount];

let market: Market;
let nginx: Nginx;
let ada: Creator;
let buyer: Visitor;
let ids: { article: string; files: string; fileId: string; draft: string };
let pagePath: string;

beforeAll(async () => {
  const port = await anyPort();
  market = await startMarket({ settings: { PUBLIC_ORIGIN: `http://localhost:${port}`, TRUSTED_PROXIES: "1" } });
  nginx = await startNginx(port, market.origin.replace("localhost", "127.0.0.1"), { isCaching: true });
  ada = await openShop(nginx.origin, adaAccount, "ada");
  const article = await ada.sellArticle({ price: "0.10", title: "On quokkas", content: `The ${words.paid} part.` });
  const files = await ada.sellFiles({ price: "0.10", files: [{ name: "a.txt", body: `The ${words.file} bytes.` }] });
  const draft = { kind: "article", title: words.draft, price: "0.10", preview: words.draft, content: words.draft };
  const { id } = await ada.call<{ id: string }>("POST", "/api/items", draft);
  ids = { article, files: files.itemId, fileId: files.fileIds[0] ?? "", draft: id };
  pagePath = `/@ada/${(await ada.call<{ slug: string }>("GET", `/api/items/${article}/draft`)).slug}`;
  buyer = await signIn(nginx.origin, buyerAccount);
}, 180_000);
afterAll(async () => {
  await nginx?.stop();
  await market?.stop();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(nginx.origin + path, { headers: { "accept-language": "en", ...headers }, redirect: "manual" });

async function look(path: string, headers: Record<string, string> = {}) {
  const answer = await get(path, headers);
  return { status: answer.status, from: answer.headers.get("x-cache"), headers: answer.headers, text: await answer.text() };
}

/** Past the proxy, as it would ask. */
async function askServer(path: string, headers: Record<string, string> = {}) {
  const all = { host: new URL(nginx.origin).host, "accept-language": "en", ...headers };
  const [answer] = (await once(request(market.origin + path, { headers: all }).end(), "response")) as [IncomingMessage];
  return { status: answer.statusCode, headers: answer.headers, text: await text(answer) };
}

/** Everything of the market that is somebody's, or becomes somebody's by what it is asked with. */
const paths = () => [
  ...["/", "/@ada", pagePath, `${pagePath}.md`, "/library", "/dashboard", "/dashboard/items", "/account", "/dashboard/earnings"],
  ...[
    `/dashboard/items/${ids.draft}`,
    `/dashboard/items/${ids.draft}/preview`,
    `/library/${ids.article}`,
    `${pagePath}?as=reader`,
  ],
  ...Object.values(ids).flatMap((id) => [`/api/items/${id}`, `/api/items/${id}/content`, `/api/items/${id}/draft`]),
  `/api/items/${ids.files}/files/${ids.fileId}`,
  ...["/api/session", "/api/library", "/api/creators/me", "/api/creators/me/items", "/api/earnings", "/api/keys"],
];

/** What the proxy keeps, with the address of each. */
function kept(): { address: string; bytes: Buffer }[] {
  const files = readdirSync(nginx.cacheFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => {
    const bytes = readFileSync(join(parentPath, name));
    return { address: /KEY: (.*)/.exec(bytes.toString("latin1"))?.[1] ?? "", bytes };
  });
}

const forms: Record<string, string>[] = [
  { accept: "text/html" },
  { accept: "application/json" },
  { accept: "text/markdown" },
  { RSC: "1" },
];

describe("a proxy that keeps what it may", () => {
  beforeAll(async () => {
    const url = `${nginx.origin}/api/items/${ids.article}/content`;
    const payment = { "X-PAYMENT": toBase64((await signFor(url, buyerAccount)).v1) };
    // Paid for at the address of its page, which everybody else is shown as a page.
    expect((await look(pagePath, payment)).text).toContain(words.paid);
    const filesUrl = `${nginx.origin}/api/items/${ids.files}/content`;
    const paid = { "X-PAYMENT": toBase64((await signFor(filesUrl, buyerAccount)).v1) };
    expect((await look(`/api/items/${ids.files}/content`, paid)).status).toBe(200);
    const found = new Set<string>();
    for (const { cookie } of [ada, buyer]) {
      for (const path of paths()) {
        for (const form of forms) {
          const { text, from } = await look(path, { cookie, ...form });
          expect([path, from]).not.toEqual([path, "HIT"]);
          for (const word of Object.values(words)) if (text.includes(word)) found.add(word);
        }
      }
    }
    // The crawl does reach what must not be kept.
    expect([...found].sort()).toEqual([words.paid, words.file, words.draft].sort());
  }, 240_000);

  it("keeps nothing of what a creator and a buyer were answered", () => {
    const found = kept().filter(({ bytes }) => Object.values(words).some((word) => bytes.includes(word)));
    expect(found.map(({ address }) => address)).toEqual([]);
    const secrets = [ada.cookie, buyer.cookie].map((cookie) => cookie.split("=")[1] ?? "");
    expect(kept().filter(({ bytes }) => secrets.some((secret) => bytes.includes(secret)))).toEqual([]);
  });

  it("answers a stranger nothing of theirs, in any form", async () => {
    for (const path of paths()) {
      for (const form of forms) {
        const { text } = await look(path, form);
        expect([path, Object.values(words).filter((word) => text.includes(word))]).toEqual([path, []]);
      }
    }
  });

  it("keeps the pages that are the same for all, and no other address", async () => {
    for (const path of ["/", "/@ada", pagePath]) {
      await look(path, { accept: "text/html" });
      expect([path, (await look(path, { accept: "text/html" })).from]).toEqual([
        path,
        expect.stringMatching(/^(HIT|STALE|UPDATING)$/),
      ]);
    }
    const own = kept().filter(({ address }) =>
      /\/(api\/(items|session|library|creators\/me|earnings|keys)|dashboard|library|account)/.test(address),
    );
    expect(own.map(({ address }) => address)).toEqual([]);
  });

  it("shows the buyer what they own where others are shown what is kept", async () => {
    const mine = await look(pagePath, { cookie: buyer.cookie, accept: "text/html" });
    expect(mine.text).toContain(words.paid);
    expect(mine.headers.get("cache-control")).toMatch(/private/);
    expect((await look(pagePath, { accept: "text/html" })).text).not.toContain(words.paid);
  });

  it.each(["application/json", "text/markdown"])("leads an agent past the kept page to the 402 (%s)", async (accept) => {
    const { status, from, headers } = await look(pagePath, { accept });
    expect([status, from === "HIT", headers.has("payment-required")]).toEqual([402, false, true]);
    expect(headers.get("content-type")).toContain(accept);
  });

  it("is told by the tag of a page that it is still the same", async () => {
    const page = await look(pagePath, { accept: "text/html" });
    const etag = page.headers.get("etag") ?? "";
    const same = await askServer(pagePath, { "if-none-match": etag });
    expect([same.status, same.text, same.headers.etag]).toEqual([304, "", etag]);
  });

  it("speaks each reader's language", async () => {
    const of = async (language: string) => (await look("/@ada", { "accept-language": language, accept: "text/html" })).text;
    for (const _ of [1, 2])
      expect([await of("en"), await of("ja")].map((text) => /lang="(\w+)"/.exec(text)?.[1])).toEqual(["en", "ja"]);
  });

  it("shows what is published, at the server at once and through the proxy within its seconds", async () => {
    await look("/", { accept: "text/html" });
    expect((await askServer("/")).text).not.toContain(words.changed);
    await ada.sellArticle({ price: "0.10", title: words.changed, content: "Paid." });
    expect((await askServer("/")).text).toContain(words.changed);
    await expect
      .poll(async () => (await look("/", { accept: "text/html" })).text, { timeout: 60_000, interval: 500 })
      .toContain(words.changed);
  }, 90_000);
});
