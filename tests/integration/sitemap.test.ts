// The sitemap, which anybody may ask for as often as they like; and the API's description, which is as large.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { xml2js } from "xml-js";
import { scratchFolder } from "../support/scratch";
import { call, create, creator } from "./http-harness";

const scratch = scratchFolder();
const only = scratch.path("content/ja/about.md");
mkdirSync(dirname(only), { recursive: true });
writeFileSync(only, "# 運営者");
vi.stubEnv("CONTENT_DIR", scratch.path("content"));

const ask = async (headers: Record<string, string> = {}) =>
  (await import("@/app/sitemap.xml/route")).GET(new Request("http://localhost:3999/sitemap.xml", { headers }));
const read = async () => (await ask()).text();
const publicCache = async () => (await import("@/lib/services")).services().publicCache;
afterAll(async () => (await publicCache()).close());
afterAll(scratch.remove);

it("names the pages about the site that the operator has, in whatever language, and none that were taken away", async () => {
  const { sitePages } = await import("@/app/site-page/read-site-page");
  const sitemap = await read();
  expect(sitePages.filter((name) => sitemap.includes(`<loc>http://localhost:3999/${name}</loc>`))).toEqual(["about"]);
});

it("is read once for all who ask, until something is published", async () => {
  (await publicCache()).open();
  const { services } = await import("@/lib/services");
  const query = vi.spyOn(services().db, "$queryRaw");
  const ada = await creator();
  for (const published of [1, 2]) {
    const { id } = await create(ada);
    await call("POST", "/api/items/{itemId}/publish", { itemId: id }, { cookie: ada.cookie, body: {} });
    const first = await read();
    const { urlset } = xml2js(first, { compact: true }) as { urlset: { url: { loc: { _text: string } }[] } };
    expect(urlset.url.filter(({ loc }) => loc._text.startsWith(`http://localhost:3999/@${ada.handle}/`))).toHaveLength(published);
    await vi.waitFor(async () => {
      query.mockClear();
      expect(await Promise.all(Array.from({ length: 20 }, read))).toEqual(Array(20).fill(first));
      expect(query).not.toHaveBeenCalled();
    });
  }
});

it("costs whoever has it no bytes, and neither do the API's description and a social picture", async () => {
  const ada = await creator();
  const { id } = await create(ada);
  await call("POST", "/api/items/{itemId}/publish", { itemId: id }, { cookie: ada.cookie, body: {} });
  const openApi = await import("@/app/openapi.json/route");
  const answers = [
    ask,
    async (headers = {}) => openApi.GET(new Request("http://localhost:3999/openapi.json", { headers })),
    (headers = {}) => call("GET", "/api/items/{itemId}/social-picture", { itemId: id }, { headers }),
  ];
  for (const answer of answers) {
    const etag = (await answer()).headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    const again = await answer({ "if-none-match": etag });
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    expect((await answer({ "if-none-match": '"another"' })).status).toBe(200);
  }
});
