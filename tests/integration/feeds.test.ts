// Feeds as a feed reader fetches them: well formed, free parts only, answered with 304 while nothing changed.
import { describe, expect, it } from "vitest";
import { xml2js } from "xml-js";
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

async function publish(person: Person, body: object): Promise<void> {
  const { id } = await create(person, { kind: "article", price: "0.25", content: "CANARY", ...body });
  const response = await call("POST", "/api/items/{itemId}/publish", { itemId: id }, { cookie: person.cookie, body: {} });
  expect(response.status).toBe(200);
}

describe("feeds", () => {
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
      for (const words of ["rope · $0.25", "<em>words</em>", "Read the rest for $0.25", `/@${ada.handle}/`])
        expect(text.replaceAll('\\"', '"')).toContain(words);
      expect(text).not.toMatch(file === "atom.xml" ? /<for>|<b>rope/ : /CDATA\[About <b>/);
      if (file === "feed.json") expect(JSON.parse(text)).toMatchObject({ items: [{ title, tags: ["rope"] }] });
      else expect(JSON.stringify(xml2js(text, { compact: true }))).toContain("knots");
    }
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
    holder.pennypostRenderer = { pool: { exec }, rendered: new Map(), begun: new Map() };
    const late = await fetchFeed("atom.xml", { handle: dee.handle });
    expect([late.headers.get("cache-control"), (await late.text()).includes("<em>late")]).toEqual(["no-store", false]);
    holder.pennypostRenderer = rendering;
    const whole = await fetchFeed("atom.xml", { handle: dee.handle });
    expect([whole.headers.get("cache-control"), (await whole.text()).includes("<em>late")]).toEqual([
      expect.stringContaining("max-age=300"),
      true,
    ]);
  });

  it("of nobody are not found", async () => {
    expect((await fetchFeed("feed.xml", { handle: "nobody-here" })).status).toBe(404);
  });
});
