// Out of one shop and into another: what an export holds, that an import makes it again, and that importing twice makes nothing twice.
import { readFileSync } from "node:fs";
import { Uint8ArrayReader } from "@zip.js/zip.js/lib/zip-core-native.js";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { listOwn, matcherOf } from "@/lib/archive/find-own";
import { type ImportOptions, importItem, type Result } from "@/lib/archive/import-item";
import { planImport } from "@/lib/archive/plan";
import { readBytes, type Source, sha256Of } from "@/lib/archive/source";
import { openZip } from "@/lib/archive/zip-source";
import { readContent } from "../../prisma/seed/read-content";
import { apiOf, type Calls } from "../support/archive-shop";
import { call, create, creator, expectProblem, type Person, piece } from "./http-harness";

interface Shop extends Person {
  key: string;
}

async function openShop(scopes = ["items", "export"]): Promise<Shop> {
  const person = await creator();
  const answer = await call("POST", "/api/keys", {}, { cookie: person.cookie, body: { name: "bulk", scopes } });
  return { ...person, key: (await answer.json()).token };
}

const asKey = ({ key }: Shop) => ({ headers: { Authorization: `Bearer ${key}` } });

async function exportOf(shop: Shop): Promise<Source> {
  const answer = await call("GET", "/api/export", {}, asKey(shop));
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/zip"]);
  return openZip(new Uint8ArrayReader(new Uint8Array(await answer.arrayBuffer())));
}

async function importInto(
  shop: Shop,
  source: Source,
  options: ImportOptions = { publish: true },
  calls?: Calls,
): Promise<Result[]> {
  const api = apiOf(shop.key, calls);
  const idOf = matcherOf(await listOwn(api));
  const results: Result[] = [];
  for (const planned of (await planImport(source)).items) results.push(await importItem(api, planned, idOf(planned), options));
  return results;
}

const outcomes = (results: Result[]) => results.map(({ outcome }) => outcome);

async function textOf(source: Source, path: string): Promise<string> {
  const file = source.files.find((each) => each.path === path);
  if (!file) throw new Error(`${path} is not in the archive`);
  return new TextDecoder().decode(await readBytes(file, 1e7));
}

/** What must be the same in both shops: everything but ids, dates and the numbers of versions. */
async function essence(source: Source): Promise<Record<string, string>> {
  const sold = source.files.filter(({ path }) => path.startsWith("items/") && !path.endsWith("cover.webp"));
  const seen = new Map<string, number>();
  const entries: [string, string][] = [];
  for (const file of sold.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    if (!file.path.endsWith(".md") || file.path.includes("/files/")) entries.push([file.path, await sha256Of(file)]);
    else {
      const folder = file.path.slice(0, file.path.lastIndexOf("/"));
      const turn = seen.get(folder) ?? 0;
      seen.set(folder, turn + 1);
      const text = await textOf(source, file.path);
      entries.push([
        `${folder}/${turn}`,
        text.replace(/^(?:id|createdAt|savedAt|publishedAt|version|publishedVersion): .*\n/gm, ""),
      ]);
    }
  }
  return Object.fromEntries(entries);
}

async function upload(shop: Shop, itemId: string, name: string, bytes: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const query = `?name=${encodeURIComponent(name)}`;
  const answer = await call("POST", "/api/items/{itemId}/files", { itemId }, { cookie: shop.cookie, query, raw: bytes });
  expect(answer.status).toBe(201);
  return (await answer.json()).id;
}

const save = (shop: Shop, itemId: string, body: object) =>
  call("PATCH", "/api/items/{itemId}", { itemId }, { cookie: shop.cookie, body });
const publish = async (shop: Shop, itemId: string, listed = true) =>
  expect((await call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie: shop.cookie, body: { listed } })).status).toBe(
    200,
  );

/** Everything a shop can hold, with what is hard to carry. */
async function stock(shop: Shop): Promise<void> {
  const awkward = {
    preview: "\n\nFree\n<!-- paid -->\n  ",
    content: "---\n\n```\n<!--paywall-->\n```\n\n",
    title: "No: “quotes” & 'marks' # 1",
  };
  const article = await create(shop, { ...piece, ...awkward, dek: "yes", tags: ["sea", "slack water"], price: "0.005" });
  await publish(shop, article.id);
  await save(shop, article.id, { content: "Second.", price: "1.10" });
  await publish(shop, article.id);
  await save(shop, article.id, { content: "Third, not published.\n" });
  const cover = await sharp({ create: { width: 1600, height: 900, channels: 3, background: "#b1251b" } })
    .png()
    .toBuffer();
  await call("PUT", "/api/items/{itemId}/cover", { itemId: article.id }, { cookie: shop.cookie, raw: new Uint8Array(cover) });
  await save(shop, article.id, { coverAlt: "A red stamp" });

  const files = await create(shop, { ...piece, kind: "file", title: "A box", slug: "a-box", content: "A note." });
  const old = await upload(shop, files.id, "old name.txt", "old bytes");
  const kept = await upload(shop, files.id, "ünï.bin", crypto.getRandomValues(new Uint8Array(60_000)));
  await publish(shop, files.id, false);
  await call("DELETE", "/api/items/{itemId}/files/{fileId}", { itemId: files.id, fileId: old }, { cookie: shop.cookie });
  const renamed = await upload(shop, files.id, "old name.txt", "new bytes");
  const added = await upload(shop, files.id, "first.txt", "first");
  await call(
    "PATCH",
    "/api/items/{itemId}/files/{fileId}",
    { itemId: files.id, fileId: renamed },
    { cookie: shop.cookie, body: { name: "new name.txt" } },
  );
  const inOrder = { fileIds: [added, kept, renamed] };
  expect(
    (await call("PUT", "/api/items/{itemId}/files", { itemId: files.id }, { cookie: shop.cookie, body: inOrder })).status,
  ).toBe(200);
  await publish(shop, files.id, false);

  await create(shop, { ...piece, title: "Only a draft", preview: "", content: "" });
  const waiting = await create(shop, { ...piece, title: "Waiting" });
  const at = new Date(Date.now() + 86_400_000).toISOString();
  await call("PUT", "/api/items/{itemId}/schedule", { itemId: waiting.id }, { cookie: shop.cookie, body: { at, listed: false } });
}

describe("an export", () => {
  let shop: Shop;
  let source: Source;
  beforeAll(async () => {
    shop = await openShop();
    await stock(shop);
    source = await exportOf(shop);
  });

  it("holds every entry with the hash that its manifest says", async () => {
    const manifest = JSON.parse(await textOf(source, "manifest.json"));
    expect(manifest).toMatchObject({ form: "pennypost-archive", version: 1, handle: shop.handle, missing: [] });
    expect(manifest.entries).toHaveLength(source.files.length - 1);
    for (const { path, sha256, bytes } of manifest.entries) {
      const file = source.files.find((each) => each.path === path);
      expect([path, file && (await sha256Of(file)), file?.bytes]).toEqual([path, sha256, bytes]);
    }
    const paths = source.files.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(["README.txt", "profile.json", "sales.csv", "items/a-box/files/new name.txt"]));
    expect(paths.filter((path) => path.startsWith("items/a-box/files/"))).toHaveLength(3);
    expect(paths.filter((path) => /^items\/a-box\/versions\/files\/[0-9a-f]{12}-old name\.txt$/.test(path))).toHaveLength(1);
    expect(JSON.parse(await textOf(source, "profile.json"))).toMatchObject({ handle: shop.handle });
    expect(await textOf(source, "sales.csv")).toMatch(/^settled_at,item,/);
  });

  it("is for its creator's session or a key with its scope, and for nobody else", async () => {
    await expectProblem(await call("GET", "/api/export"), 401, "not_signed_in");
    await expectProblem(await call("GET", "/api/export", {}, asKey(await openShop(["items", "earnings"]))), 403, "not_allowed");
    expect((await call("GET", "/api/export", {}, { cookie: shop.cookie })).status).toBe(200);
    const other = await exportOf(await openShop());
    expect(other.files.map(({ path }) => path).sort()).toEqual(["README.txt", "manifest.json", "profile.json", "sales.csv"]);
  });

  it("unpacks on every system, and is the same again where it is imported", async () => {
    const [odd, other] = [await openShop(), await openShop()];
    const { id } = await create(odd, { ...piece, kind: "file", title: "Devices", slug: "con", content: "" });
    const names = ["aux.txt", "NUL.pdf", "report.", "Plan .pdf", "Plan.PDF"];
    for (const name of names) await upload(odd, id, name, name);
    const archive = await exportOf(odd);
    expect(archive.files.map(({ path }) => path).filter((path) => path.includes("/files/"))).toEqual(
      ["aux_.txt", "NUL_.pdf", "report", "Plan.pdf", "Plan (2).PDF"].map((name) => `items/con_/files/${name}`),
    );
    expect(outcomes(await importInto(other, archive))).toEqual(["created"]);
    const [again] = await listOwn(apiOf(other.key));
    const { files } = await apiOf(other.key).call("GET /api/items/{itemId}/draft", { params: { itemId: again?.id ?? "" } });
    expect([again?.slug, files.map(({ name }) => name)]).toEqual(["con", names]);
  });

  it("that nobody reads on stops reading too", async () => {
    const answer = await call("GET", "/api/export", {}, asKey(shop));
    const reader = answer.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await reader?.cancel();
  });

  it("names a file that the disk has lost, and carries the rest", async () => {
    const poor = await openShop();
    const { id } = await create(poor, { ...piece, kind: "file", title: "Lost" });
    await upload(poor, id, "lost.txt", "lost");
    await upload(poor, id, "kept.txt", "kept");
    const { db, store } = (await import("@/lib/services")).services();
    const file = await db.file.findFirstOrThrow({ where: { itemId: id, name: "lost.txt" } });
    await store.remove(file.storageKey);
    const exported = await exportOf(poor);
    expect(JSON.parse(await textOf(exported, "manifest.json")).missing).toMatchObject([{ path: "items/lost/files/lost.txt" }]);
    expect(await textOf(exported, "items/lost/files/kept.txt")).toBe("kept");
    expect((await importInto(await openShop(), exported))[0]?.problems).toMatchObject([
      { code: "file_missing", params: { path: "files/lost.txt" } },
    ]);
  });

  it("imported into an empty shop and exported again is the same to the byte", async () => {
    const second = await openShop();
    expect(outcomes(await importInto(second, source))).toEqual(["created", "created", "created", "created"]);
    expect(await essence(await exportOf(second))).toEqual(await essence(source));
    expect(new Set(outcomes(await importInto(second, source)))).toEqual(new Set(["unchanged"]));
    const api = apiOf(second.key);
    const article = (await listOwn(api)).find(({ title }) => title.startsWith("No: "));
    const params = { itemId: article?.id ?? "" };
    expect(await api.call("GET /api/items/{itemId}/draft", { params })).toMatchObject({ cover: { alt: "A red stamp" } });
  });
});

describe("an import", () => {
  const source = (texts: Record<string, string>): Source => ({
    refused: [],
    files: Object.entries(texts).map(([path, text]) => ({
      path,
      bytes: new TextEncoder().encode(text).byteLength,
      stream: () => new Blob([text]).stream(),
    })),
  });
  const text = (title: string, more = "") => `---\ntitle: ${title}\nprice: 0.25\n${more}---\nFree.\n<!--more-->\nPaid.\n`;
  const writes = ({ made }: Calls) => made.filter((line) => !line.startsWith("GET"));

  it("done twice makes nothing twice, and a change of one text changes one item", async () => {
    const shop = await openShop();
    const texts = { "a.md": text("A"), "b.md": text("B", "draft: true\n"), "box/item.md": text("Box"), "box/files/x.txt": "x" };
    expect(outcomes(await importInto(shop, source(texts)))).toEqual(["created", "created", "created"]);
    const again: Calls = { made: [] };
    expect(outcomes(await importInto(shop, source(texts), { publish: true }, again))).toEqual([
      "unchanged",
      "unchanged",
      "unchanged",
    ]);
    expect(writes(again)).toEqual([]);
    const changed = source({ ...texts, "a.md": text("A, revised", "slug: a\n"), "box/files/x.txt": "y" });
    expect(outcomes(await importInto(shop, changed))).toEqual(["updated", "unchanged", "updated"]);
    expect(outcomes(await importInto(shop, changed))).toEqual(["unchanged", "unchanged", "unchanged"]);
    const rows = await listOwn(apiOf(shop.key));
    expect(rows.map(({ slug }) => slug).sort()).toEqual(["a", "b", "box"]);
    expect(rows.map(({ status }) => status).sort()).toEqual(["draft", "listed", "listed"]);
  });

  it("makes drafts unless it is told to publish, and publishes them when it is", async () => {
    const shop = await openShop();
    const texts = source({ "a.md": text("A") });
    await importInto(shop, texts, { publish: false });
    expect(await listOwn(apiOf(shop.key))).toMatchObject([{ status: "draft" }]);
    expect(outcomes(await importInto(shop, texts, { publish: false }))).toEqual(["unchanged"]);
    expect(outcomes(await importInto(shop, texts, { publish: true }))).toEqual(["updated"]);
    expect(await listOwn(apiOf(shop.key))).toMatchObject([{ status: "listed", hasUnpublishedChanges: false }]);
  });

  it("run dry says the same and changes nothing", async () => {
    const shop = await openShop();
    const calls: Calls = { made: [] };
    const results = await importInto(
      shop,
      source({ "a.md": text("A"), "b.md": "no price" }),
      { publish: true, dryRun: true },
      calls,
    );
    expect(outcomes(results)).toEqual(["created", "failed"]);
    expect(writes(calls)).toEqual([]);
  });

  it("broken off half-way publishes nothing by halves and goes on the next time", async () => {
    const shop = await openShop();
    const texts = source({ "a.md": text("A"), "box/item.md": text("Box"), "box/files/1.txt": "1", "box/files/2.txt": "2" });
    const cut: Calls = {
      made: [],
      before: () => (cut.made.filter((line) => line.includes("/files")).length > 1 ? Response.error() : undefined),
    };
    const first = await importInto(shop, texts, { publish: true }, cut);
    expect(outcomes(first)).toEqual(["created", "failed"]);
    expect(first[1]?.problems.at(-1)?.code).toBe("left_as_draft");
    expect(await listOwn(apiOf(shop.key))).toMatchObject([{ slug: "box", status: "draft" }, { slug: "a" }]);
    expect(outcomes(await importInto(shop, texts))).toEqual(["unchanged", "updated"]);
    expect(await listOwn(apiOf(shop.key))).toMatchObject([{ slug: "box", status: "listed" }, { slug: "a" }]);
  });

  it("waits when it is asked to, and says what a refusal says", async () => {
    const shop = await openShop();
    let busy = 2;
    const later = () => new Response("{}", { status: 429, headers: { "Retry-After": "1" } });
    const calls: Calls = { made: [], before: (line) => (line === "POST /api/items" && busy-- > 0 ? later() : undefined) };
    expect(outcomes(await importInto(shop, source({ "a.md": text("A") }), { publish: false }, calls))).toEqual(["created"]);
    const empty = source({ "empty.md": text("Empty").replace("Paid.", "") });
    const [refused] = await importInto(shop, empty);
    expect(refused).toMatchObject({
      outcome: "failed",
      problems: [{ code: "api_refused", params: { refusal: "not_publishable" } }, { code: "left_as_draft" }],
    });
  });

  it("brings the demo market from shop to shop, the same to the byte", async () => {
    (await import("@/lib/services")).services().uploadLimits.bytesMax = 10_000_000;
    for (const { items } of readContent()) {
      const [first, second] = [await openShop(), await openShop()];
      for (const { input, files } of items) {
        const { price, ...text } = input;
        const { id } = await create(first, { ...text, price: (Number(price) / 1e6).toString() });
        for (const { name, path } of files) {
          await upload(first, id, name, new Uint8Array(readFileSync(path)));
        }
        await publish(first, id);
      }
      const source = await exportOf(first);
      expect(new Set(outcomes(await importInto(second, source)))).toEqual(new Set(["created"]));
      expect(await essence(await exportOf(second))).toEqual(await essence(source));
    }
  });
});
