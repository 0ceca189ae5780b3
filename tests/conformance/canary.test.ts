// Unique words in everything that is not public: paid text, file contents, drafts of all kinds. The whole site is crawled as
// several people, in every form Next can be asked in; then the server's log and the build are searched. e2e/secrecy.spec.ts looks
// at a published piece from many sides; this is about the rest.
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { type Creator, openShop, signIn } from "../support/api";
import { type Market, startMarket } from "../support/market";
import { csv } from "../support/media";
import { type RpcGate, startRpcGate } from "../support/rpc-gate";
import { signFor, toBase64 } from "./payer";

const newWord = (what: string) => `numbat${what}${randomBytes(5).toString("hex")}`;
const words = {
  paid: newWord("paid"),
  file: newWord("file"),
  note: newWord("note"),
  changedTitle: newWord("changedtitle"),
  changedPreview: newWord("changedpreview"),
  changedText: newWord("changedtext"),
  draftTitle: newWord("drafttitle"),
  draftPreview: newWord("draftpreview"),
  draftText: newWord("drafttext"),
  draftFileName: newWord("draftfilename"),
  draftFile: newWord("draftfile"),
  removed: newWord("removed"),
};
type Word = keyof typeof words;
const all = Object.keys(words) as Word[];

type Form = Record<string, string>;

/** The forms in which Next serves a page: HTML, its data for the router, and the parts of it that are fetched ahead. */
const forms: [html: Form, json: Form, data: Form] = [
  { Accept: "text/html" },
  { Accept: "application/json" },
  { RSC: "1", Accept: "text/x-component" },
];
const ahead: Form[] = [
  { RSC: "1", "Next-Router-Prefetch": "1" },
  ...["/_tree", "/_index", "/_head", "/_full", "/__PAGE__"].map((segment) => ({
    RSC: "1",
    "Next-Router-Prefetch": "1",
    "Next-Router-Segment-Prefetch": segment,
  })),
];

/** Everything that is fetched ahead of each page (CANARY=whole), or one of it in turn, by which a crawl takes half as long. */
const aheadOf = (visited: number) => (process.env.CANARY === "whole" ? ahead : [ahead[visited % ahead.length] ?? {}]);

let market: Market;
let gate: RpcGate;
let ada: Creator;
let bea: Creator;
let ids: Record<"article" | "files" | "draft" | "removed", string>;
let fileIds: string[];
let articlePath: string;
let previewPaths: string[];

const [adaAccount, beaAccount] = accounts.creators as [LocalAccount, LocalAccount];
const [reader, otherReader] = accounts.readers as [LocalAccount, LocalAccount];

async function upload(itemId: string, name: string, body: string): Promise<string> {
  const url = `${market.origin}/api/items/${itemId}/files?name=${name}.txt`;
  const headers = { cookie: ada.cookie, "Content-Type": "application/octet-stream" };
  const response = await fetch(url, { method: "POST", headers, body });
  return ((await response.json()) as { id: string }).id;
}

async function buy(itemId: string, account: LocalAccount): Promise<string> {
  const url = `${market.origin}/api/items/${itemId}/content`;
  const answer = await fetch(url, { headers: { "X-PAYMENT": toBase64((await signFor(url, account)).v1) } });
  expect(answer.status).toBe(200);
  return (await signIn(market.origin, account)).cookie;
}

async function previewsOf(itemId: string): Promise<{ sha256: string }[]> {
  const answer = await fetch(`${market.origin}/api/items/${itemId}/previews`);
  return ((await answer.json()) as { rows: { parts: { sha256: string }[] }[] }).rows.flatMap(({ parts }) => parts);
}

beforeAll(async () => {
  market = await startMarket({
    settings: { SWEEP_INTERVAL_SECONDS: "1" },
    between: async (rpcUrl) => {
      gate = await startRpcGate(rpcUrl);
      return gate.url;
    },
  });
  ada = await openShop(market.origin, adaAccount, "ada");
  bea = await openShop(market.origin, beaAccount, "bea");
  const article = await ada.sellArticle({ price: "0.10", title: "On numbats", content: `The ${words.paid} part.` });
  const removed = await ada.sellArticle({ price: "0.10", title: "Gone", content: `The ${words.removed} part.` });
  const table = `${csv(500)}501,${words.file},0\n`;
  const sold = [
    { name: "song.txt", body: `The ${words.file} bytes.` },
    { name: "table.csv", body: table },
  ];
  const files = await ada.sellFiles({ price: "0.10", files: sold });
  const seen = async () => expect(await previewsOf(files.itemId)).toHaveLength(1);
  await vi.waitFor(seen, { timeout: 60_000, interval: 200 });
  previewPaths = (await previewsOf(files.itemId)).map(({ sha256 }) => `/api/previews/${sha256}`);
  await ada.call("PATCH", `/api/items/${files.itemId}`, { content: `A ${words.note} note.` });
  await ada.call("POST", `/api/items/${files.itemId}/publish`, {});
  const { slug } = await ada.call<{ slug: string }>("GET", `/api/items/${article}/draft`);
  articlePath = `/@ada/${slug}`;
  const draft = { kind: "file", title: words.draftTitle, price: "0.10", preview: words.draftPreview, content: words.draftText };
  const { id } = await ada.call<{ id: string }>("POST", "/api/items", draft);
  fileIds = [...files.fileIds, await upload(id, words.draftFileName, words.draftFile)];
  ids = { article, files: files.itemId, draft: id, removed };
}, 180_000);
afterAll(async () => {
  await market?.stop();
  gate?.stop();
});

/** Ada changes the piece after it was bought, and takes another one down. */
async function changeThings(): Promise<void> {
  const change = { title: words.changedTitle, preview: words.changedPreview, content: `${words.paid} ${words.changedText}` };
  await ada.call("PATCH", `/api/items/${ids.article}`, change);
  await ada.call("DELETE", `/api/items/${ids.removed}`);
}

/** Addresses that no link leads to. */
function unlinked(): string[] {
  const perItem = Object.values(ids).flatMap((id) => [
    ...["", "/content", "/draft", "/ownership", "/previews", "/draft/previews"].map((end) => `/api/items/${id}${end}`),
    ...fileIds.map((file) => `/api/items/${id}/files/${file}`),
    ...[`/dashboard/items/${id}`, `/library/${id}`, `/receipts/${id}`, `/@ada/${id}`],
  ]);
  const texts = [...Object.values(words), ...Object.values(words).map((word) => word.slice(0, 10)), "numbat", "part", "note"];
  const searches = texts.flatMap((text) => [
    `/?search=${text}`,
    `/api/items?search=${text}`,
    `/api/items?creator=ada&search=${text}`,
  ]);
  const wrong = ["/api/items?cursor=nonsense", "/api/items/item_0", "/@ada/nothing-here", "/api/nothing", "/api/receipts/pur_0"];
  const known = [
    "/sitemap.xml",
    "/llms.txt",
    "/llms-full.txt",
    "/@ada/llms-full.txt",
    "/robots.txt",
    "/openapi.json",
    "/openapi/creator.json",
    "/api/items",
    "/api/creators/ada",
    "/api/health",
    "/api/earnings",
  ];
  const more = [
    "/api/earnings/funnel",
    "/api/earnings/sales",
    "/api/earnings/sales.csv",
    "/api/library",
    "/api/creators/me",
    "/api/keys",
    "/feed.xml",
    "/rss",
  ];
  const pages = [
    "/",
    "/library",
    "/dashboard",
    "/dashboard/items",
    "/dashboard/earnings",
    "/dashboard/settings",
    "/@ada",
    "/@bea",
  ];
  return [
    ...pages,
    ...previewPaths,
    ...perItem,
    ...searches,
    ...wrong,
    ...known,
    ...more,
    `${articlePath}/opengraph-image`,
    `${articlePath}.rss`,
  ];
}

interface Crawl {
  /** Where each word was found. */
  found: Map<Word, string>;
  /** The forms that brought one. */
  carriers: Set<Form>;
  visited: number;
  failed: string[];
}

/** What an answer says, its headers included, without the words that the asker typed. */
async function ask(path: string, form: Form, cookie: string): Promise<{ status: number; text: string }> {
  // Next sends the router's requests on to an address with a checksum of their headers: only following leads to the data.
  const redirect = form.RSC ? "follow" : "manual";
  const response = await fetch(market.origin + path, { headers: { ...form, cookie }, redirect });
  const values = [...response.headers.values()];
  const decoded = values.map((value) => Buffer.from(value, "base64").toString("latin1"));
  const text = [...values, ...decoded, await response.text()].join("\n");
  const typed = path.match(/search=(\w+)/)?.[1];
  // A word of which only the beginning was typed must not be completed.
  return { status: response.status, text: typed ? text.replaceAll(new RegExp(`${typed}(?!\\w)`, "g"), "") : text };
}

function linksIn(text: string): string[] {
  const links = text.matchAll(/(?:href|src)=\\?"(\/[^"\\#]*)|<loc>https?:\/\/[^/]*(\/[^<]*)/g);
  return [...links].map(([, link, place]) => (link ?? place ?? "/").replaceAll("&amp;", "&"));
}

/** Asks for everything there is, following every link, as whoever has this cookie. */
async function crawl(cookie: string): Promise<Crawl> {
  const paths = new Set(unlinked());
  const result: Crawl = { found: new Map(), carriers: new Set(), visited: 0, failed: [] };
  const visit = async (path: string, form: Form) => {
    const { status, text } = await ask(path, form, cookie);
    result.visited++;
    if (status >= 500) result.failed.push(`${status} ${path}`);
    for (const word of all.filter((each) => text.includes(words[each]))) {
      result.found.set(word, `${status} ${path} ${JSON.stringify(form)}`);
      result.carriers.add(form);
    }
    if (paths.size < 1_000) for (const link of linksIn(text)) paths.add(link);
  };
  // A set's iteration reaches what is added on the way.
  for (const path of paths) {
    // What Next has built is the same for all, and is searched in the build's folder.
    if (path.startsWith("/_next/")) continue;
    const wanted = path.startsWith("/api/") ? forms.slice(0, 2) : [...forms, ...aheadOf(result.visited)];
    await Promise.all(wanted.map((form) => visit(path, form)));
  }
  return result;
}

async function expectOnly(cookie: string, allowed: Word[]): Promise<void> {
  const { found, visited, failed } = await crawl(cookie);
  expect(Object.fromEntries([...found].filter(([word]) => !allowed.includes(word)))).toEqual({});
  expect([...found.keys()].sort()).toEqual([...allowed].sort());
  expect(failed).toEqual([]);
  expect(visited).toBeGreaterThan(500);
}

/** A thousand addresses in every form, on a slow machine. */
const CRAWL_MS = 600_000;

describe("crawling everything", () => {
  let buyerOfAll: string;
  let buyerOfFiles: string;

  beforeAll(async () => {
    await buy(ids.article, reader);
    buyerOfAll = await buy(ids.removed, reader);
    buyerOfFiles = await buy(ids.files, otherReader);
    await changeThings();
  }, 60_000);

  it("a stranger finds none of the words", () => expectOnly("", []), CRAWL_MS);
  it("nor does another creator", () => expectOnly(bea.cookie, []), CRAWL_MS);
  it(
    "a buyer finds what was bought, and nothing that is not published",
    () => expectOnly(buyerOfAll, ["paid", "removed"]),
    CRAWL_MS,
  );
  it("the buyer of another piece finds that one only", () => expectOnly(buyerOfFiles, ["file", "note"]), CRAWL_MS);
  it(
    "their creator finds them all: the crawl does reach them",
    async () => {
      const { found, carriers } = await crawl(ada.cookie);
      // HTML, JSON and the router's data at least; what is fetched ahead may hold nothing but the frame.
      expect(forms.filter((form) => carriers.has(form))).toEqual(forms);
      expect([...found.keys()].sort()).toEqual([...all].sort());
      // The bytes of a file that was never published leave in her own archive and by no other route.
      expect(found.get("draftFile")).toContain("/api/export");
    },
    CRAWL_MS,
  );
});

/** Files below a folder that hold one of the texts. */
function search(folder: string, texts: string[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return texts.some((text) => bytes.includes(text));
    });
}

it("refusals of wrong inputs do not repeat what was sent, and neither does the log", async () => {
  const secret = newWord("refused");
  const headers = { cookie: ada.cookie, "Content-Type": "application/json" };
  const send = (method: string, path: string, body: string) => fetch(market.origin + path, { method, headers, body });
  const path = `/api/items/${ids.article}`;
  const answers = await Promise.all([
    send("PATCH", path, JSON.stringify({ content: { [secret]: secret } })),
    send("PATCH", path, JSON.stringify({ title: secret.repeat(100) })),
    send("PATCH", path, JSON.stringify({ price: secret })),
    send("PATCH", path, `{"content": "${secret}`),
    send("POST", "/api/items", JSON.stringify({ kind: secret, title: "A", price: "0.1", preview: "", content: secret })),
  ]);
  for (const answer of answers) {
    expect([answer.status, (await answer.text()).includes(secret)]).toEqual([400, false]);
  }
  // A payment on its way and a node that falls silent: there is something to write down now.
  const url = `${market.origin}/api/items/${ids.article}/content`;
  const { v1 } = await signFor(url, otherReader);
  gate.shut();
  try {
    expect((await fetch(url, { headers: { "X-PAYMENT": toBase64(v1) } })).status).toBe(503);
    await expect.poll(() => readFileSync(market.logFile, "utf8").length, { timeout: 15_000 }).toBeGreaterThan(0);
  } finally {
    gate.open();
  }
  const log = readFileSync(market.logFile, "utf8");
  expect([secret, ...Object.values(words)].filter((word) => log.includes(word))).toEqual([]);
}, 60_000);

it("the build holds none of the words, after all that was rendered", () => {
  const folder = join(import.meta.dirname, "../../.next");
  expect(search(folder, Object.values(words))).toEqual([]);
  expect(search(join(folder, "server"), ["Pennypost"]).length).toBeGreaterThan(0);
}, 60_000);
