// Feeds as a feed reader fetches them: well formed, free parts only, answered with 304 while nothing changed.
import { describe, expect, it } from "vitest";
import { type Element, xml2js } from "xml-js";
import { call, create, creator, type Person } from "./http-harness";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
const feeds = {
  "feed.xml": [() => import("@/app/feed.xml/route"), () => import("@/app/[handle]/feed.xml/route")],
  "atom.xml": [() => import("@/app/atom.xml/route"), () => import("@/app/[handle]/atom.xml/route")],
  "feed.json": [() => import("@/app/feed.json/route"), () => import("@/app/[handle]/feed.json/route")],
} as const;
type File = keyof typeof feeds;
const files = Object.keys(feeds) as File[];

async function fetchFeed(
  file: File,
  { handle, query = "", headers = {} }: Partial<Record<"handle" | "query", string>> & { headers?: object } = {},
) {
  const { GET } = await feeds[file][handle ? 1 : 0]();
  const url = `http://localhost:3999${handle ? `/@${handle}` : ""}/${file}${query}`;
  return (GET as Handler)(new Request(url, { headers: headers as HeadersInit }), {
    params: Promise.resolve({ handle: encodeURIComponent(`@${handle}`) }),
  });
}

async function publishDraft(person: Person, itemId: string): Promise<void> {
  const response = await call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie: person.cookie, body: {} });
  expect(response.status).toBe(200);
}

async function publish(person: Person, body: object): Promise<string> {
  const { id } = await create(person, { kind: "article", price: "0.25", content: "CANARY", ...body });
  await publishDraft(person, id);
  return id;
}

interface Entry {
  id?: string | undefined;
  title?: string | undefined;
  url?: string | undefined;
  html: string;
  published: number;
  updated: number;
  authors: (string | undefined)[];
}

const contents = (element: Element | undefined): Element[] => element?.elements ?? [];
const child = (parent: Element | undefined, name: string) => contents(parent).find((each) => each.name === name);
const textIn = (parent: Element | undefined, name: string) =>
  contents(child(parent, name))
    .map(({ text }) => text)
    .join("");

/** The entries of any format, as a feed reader takes them; throws for what is not well formed. */
function entriesOf(file: File, body: string): Entry[] {
  if (file === "feed.json") {
    return JSON.parse(body).items.map((item: Record<string, never>) => ({
      id: item.id,
      title: item.title,
      url: item.url,
      html: item.content_html,
      published: Date.parse(item.date_published ?? ""),
      updated: Date.parse(item.date_modified ?? ""),
      authors: (item.authors as unknown as { name: string }[]).map(({ name }) => name),
    }));
  }
  const root = contents(xml2js(body) as Element).find(({ type }) => type === "element");
  const isRss = file === "feed.xml";
  return contents(isRss ? child(root, "channel") : root)
    .filter(({ name }) => name === (isRss ? "item" : "entry"))
    .map((entry) => ({
      id: textIn(entry, isRss ? "guid" : "id"),
      title: textIn(entry, "title"),
      url: isRss ? textIn(entry, "link") : String(child(entry, "link")?.attributes?.href),
      html: textIn(entry, isRss ? "content:encoded" : "content"),
      published: Date.parse(textIn(entry, isRss ? "pubDate" : "published")),
      updated: Date.parse(textIn(entry, isRss ? "atom:updated" : "updated")),
      authors: isRss ? [textIn(entry, "dc:creator")] : [textIn(child(entry, "author"), "name")],
    }));
}

const feedId = async (handle: string, query = "") =>
  textIn(contents(xml2js(await (await fetchFeed("atom.xml", { handle, query })).text()) as Element).at(-1), "id");

const readFeed = async (file: File, handle: string) => entriesOf(file, await (await fetchFeed(file, { handle })).text());

describe("feeds", () => {
  it("of one creator have an id for each choice of pieces, the same every time", async () => {
    const { handle } = await creator();
    const queries = ["", "?tag=boats", "?tag=ropes", "?kind=file", "?search=boats"];
    const ids = await Promise.all(queries.map((query) => feedId(handle, query)));
    expect(ids[0]).toMatch(/^urn:uuid:/);
    expect(new Set(ids).size).toBe(queries.length);
    expect(await feedId(handle, "?tag=boats&unknown=1")).toBe(ids[1]);
  });

  it("of a creator carry the free part, the price and the way to the rest, and nothing that is paid for", async () => {
    const ada = await creator();
    const title = 'Ropes & "knots" <for> ]]> all';
    await publish(ada, {
      title,
      dek: "About <b>rope",
      preview: "Free *words*.\n\n<script>alert(1)</script>",
      tags: ["rope"],
    });
    for (const file of files) {
      const response = await fetchFeed(file, { handle: ada.handle });
      const text = await response.text();
      expect([response.status, text.includes("CANARY"), text.includes("<script"), text.includes("&lt;script")]).toEqual([
        200,
        false,
        false,
        false,
      ]);
      const [entry] = entriesOf(file, text);
      expect(entry).toMatchObject({ title, authors: ["A person"] });
      expect(entry?.html).toContain("Free <em>words</em>.");
      expect(entry?.html).toContain(`/@${ada.handle}/`);
      expect(entry?.html).toContain("Read the rest for $0.25");
      expect(text).toContain("rope · $0.25");
    }
  });

  it.each(files)("lead nowhere without a site's address: %s", async (file) => {
    const eve = await creator();
    const preview =
      'In [another](/@nora/the-penny), [beside](more?a=1&b=2#x), a note[^1].\n\n`<a href="/code">`\n\n[^1]: Two drawers.';
    await publish(eve, { title: "Two shops, one till & a <ledger>", preview });
    const [entry] = await readFeed(file, eve.handle);
    const targets = [...(entry?.html ?? "").matchAll(/<[^>]* (?:href|src)="([^"]*)"/g)].map(([, target]) => target);
    expect(targets.length).toBeGreaterThan(3);
    for (const each of targets) expect(each).toMatch(/^http:\/\/localhost:3999\//);
    expect(targets).toContain(`http://localhost:3999/@${eve.handle}/more?a=1&#x26;b=2#x`);
    expect(entry?.html).toContain('a href="/code"');
  });

  it.each(files)("know a piece again when its address changes, and say when its text did: %s", async (file) => {
    const flo = await creator();
    const itemId = await publish(flo, { title: "First", preview: "As it was." });
    const [before] = await readFeed(file, flo.handle);
    expect(before?.id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const change = (body: object) => call("PATCH", "/api/items/{itemId}", { itemId }, { cookie: flo.cookie, body });
    expect((await change({ slug: "elsewhere", preview: "As it is." })).status).toBe(200);
    await publishDraft(flo, itemId);
    const [after] = await readFeed(file, flo.handle);
    expect(after).toMatchObject({ id: before?.id, published: before?.published, url: expect.stringMatching(/elsewhere$/) });
    expect(after?.html).toContain("As it is.");
    const { db } = (await import("@/lib/services")).services();
    const corrected = await db.itemVersion.findFirstOrThrow({ where: { itemId }, orderBy: { number: "desc" } });
    expect(after?.updated).toBe(corrected.publishedAt?.getTime());
    expect(after?.updated).toBeGreaterThan(after?.published ?? Number.POSITIVE_INFINITY);
  });

  it("are in the shop's language, and each piece in its own", async () => {
    const gin = await creator();
    await publish(gin, { title: "錆びた鍵の話", preview: "ある朝。" });
    const json = JSON.parse(await (await fetchFeed("feed.json", { handle: gin.handle })).text());
    expect(json).toMatchObject({ version: "https://jsonfeed.org/version/1.1", language: "ja", items: [{ language: "ja" }] });
    expect(json.items[0].content_html).toContain("続きを$0.25で読む");
    expect(await (await fetchFeed("feed.xml", { handle: gin.handle })).text()).toContain("<language>ja</language>");
    expect(await (await fetchFeed("atom.xml", { handle: gin.handle })).text()).toMatch(/<feed [^>]*xml:lang="ja"/);
  });

  it("are readable in a browser: a style sheet that may be loaded, and nothing else that may", async () => {
    const response = await fetchFeed("feed.xml", { headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } });
    expect([response.headers.get("content-type"), response.headers.get("vary")]).toEqual([
      "application/xml; charset=utf-8",
      "Accept",
    ]);
    expect((await fetchFeed("feed.xml")).headers.get("content-type")).toBe("application/rss+xml; charset=utf-8");
    expect(response.headers.get("content-security-policy")).toBe("default-src 'none'; style-src 'self'; frame-ancestors 'none'");
    expect(await response.text()).toContain('<?xml-stylesheet type="text/css" href="http://localhost:3999/feed.css"?>');
  });

  it("follow the market's filters", async () => {
    const bo = await creator();
    await publish(bo, { title: "On hulls", tags: ["boats"] });
    await publish(bo, { title: "On sails", tags: ["wind"] });
    const { items, title } = JSON.parse(await (await fetchFeed("feed.json", { query: "?tag=boats&kind=nonsense" })).text());
    expect([title, items.length > 0]).toEqual(["Pennypost", true]);
    const one = JSON.parse(await (await fetchFeed("feed.json", { query: "?tag=boats" })).text());
    expect([one.title, one.items.map((item: { title: string }) => item.title)]).toEqual(["Pennypost: boats", ["On hulls"]]);
  });

  it("are answered with 304 until something new is published", async () => {
    const cy = await creator();
    await publish(cy, { title: "First" });
    const etag = (await fetchFeed("atom.xml", { handle: cy.handle })).headers.get("etag") ?? "";
    const headers = { "if-none-match": `"other", W/${etag}` };
    const again = await fetchFeed("atom.xml", { handle: cy.handle, headers });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    await publish(cy, { title: "Second" });
    expect((await fetchFeed("atom.xml", { handle: cy.handle, headers })).status).toBe(200);
  });

  it("that could not be rendered in time are kept by nobody, and whole for the next one who asks", async () => {
    const dee = await creator();
    await publish(dee, { title: "Late", preview: "A *late* word." });
    const holder = globalThis as { pennypostRenderer?: object | undefined };
    const rendering = holder.pennypostRenderer;
    const exec = () => ({ timeout: () => Promise.reject(new Error("Max queue size of 200 reached")) });
    holder.pennypostRenderer = { pool: { exec }, rendered: new Map(), begun: new Map(), overdue: new Map() };
    const late = await fetchFeed("atom.xml", { handle: dee.handle });
    expect([late.status, late.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(await late.text()).toContain("A *late* word.");
    holder.pennypostRenderer = rendering;
    const whole = await fetchFeed("atom.xml", { handle: dee.handle });
    expect([whole.headers.get("cache-control"), (await whole.text()).includes("em&gt;late")]).toEqual([
      expect.stringContaining("max-age=300"),
      true,
    ]);
  });

  it("of nobody are not found", async () => {
    expect((await fetchFeed("feed.xml", { handle: "nobody-here" })).status).toBe(404);
  });
});
