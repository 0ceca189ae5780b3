import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findShop } from "@/lib/catalog/creators/find-creator";
import { saveCreator } from "@/lib/catalog/creators/save-creator";
import { addFile, deleteFile } from "@/lib/catalog/files/files";
import { removeStored } from "@/lib/catalog/files/remove-stored";
import type { ItemSummary } from "@/lib/catalog/items/codecs";
import { createItem } from "@/lib/catalog/items/create-item";
import { getDraft } from "@/lib/catalog/items/draft";
import { findItemDetail } from "@/lib/catalog/items/find-item";
import { listOwnItems } from "@/lib/catalog/items/list-own-items";
import { findOffer } from "@/lib/catalog/items/offer";
import { publishItem, removeItem, unlistItem } from "@/lib/catalog/items/publish-item";
import { saveItem } from "@/lib/catalog/items/save-item";
import { createItemSchema } from "@/lib/catalog/items/schemas";
import { listMarket } from "@/lib/catalog/market/list-market";
import { createDb, type Db } from "@/lib/db/client";
import { type Address, toAddress } from "@/lib/kernel/address";
import { systemClock as clock } from "@/lib/kernel/clock";
import { createIncoming } from "@/lib/storage/incoming";
import { createLocalStore } from "@/lib/storage/local-store";
import { createDatabase, type TestDatabase } from "../support/database";

let database: TestDatabase;
let db: Db;
let folder: string;
let wallets = 0;
const deps = () => ({ db, clock });
const uploadLimits = { bytesMax: 1000, quotaBytes: 1e6, keptHours: 24 };
const uploadDeps = () => ({ ...deps(), store: createLocalStore(folder), incoming: createIncoming(folder), uploadLimits });
const refusal = (code: string) => expect.objectContaining({ name: "Refusal", code });

beforeAll(async () => {
  database = await createDatabase();
  db = createDb(database.url);
  folder = await mkdtemp(join(tmpdir(), "pennypost-catalog-"));
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function creator(handle?: string): Promise<Address> {
  const wallet = toAddress(`0x${(++wallets).toString(16).padStart(40, "0")}`);
  await saveCreator(deps(), wallet, { handle: handle ?? `author-${wallets}`, displayName: `Creator ${wallets}`, bio: "" });
  return wallet;
}

const draft = (more: object = {}) =>
  createItemSchema.parse({ kind: "article", title: "A piece", price: "0.25", content: "## In\n\nPaid words.", ...more });

async function published(wallet: Address, more: object = {}, listed = true) {
  const item = await createItem(deps(), wallet, draft(more));
  return publishItem(deps(), wallet, item.id, { listed });
}

const upload = (name: string, text: string) => ({ name, body: new Blob([text]).stream(), bytes: null });
const versionsOf = (itemId: string) => db.itemVersion.findMany({ where: { itemId }, orderBy: { number: "asc" } });

describe("handles", () => {
  it("go to one of many who claim them at once", async () => {
    const claims = Array.from({ length: 8 }, (_, n) => {
      const wallet = toAddress(`0x${"c".repeat(39)}${n}`);
      return saveCreator(deps(), wallet, { handle: "contested", displayName: "C", bio: "" });
    });
    const results = await Promise.allSettled(claims);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toEqual(refusal("handle_taken"));
  });

  it("can be changed by their owner, whose money still goes to the same wallet", async () => {
    const wallet = await creator("before");
    await saveCreator(deps(), toAddress(wallet.toUpperCase().replace("0X", "0x")), { handle: "after", displayName: "New" });
    expect(await findShop(deps(), "before")).toBeUndefined();
    expect(await findShop(deps(), "After")).toMatchObject({ creator: { displayName: "New", payTo: wallet } });
  });
});

describe("drafts", () => {
  it("need a creator", async () => {
    await expect(createItem(deps(), toAddress(`0x${"e".repeat(40)}`), draft())).rejects.toEqual(refusal("not_allowed"));
  });

  it("make a version for each save that changes bytes, and none for one that does not", async () => {
    const wallet = await creator();
    const { id } = await createItem(deps(), wallet, draft());
    await saveItem(deps(), wallet, id, { content: "Second" });
    await saveItem(deps(), wallet, id, { content: "Second" });
    await saveItem(deps(), wallet, id, { price: 300_000n, tags: ["sea"] });
    const versions = await versionsOf(id);
    expect(versions.map(({ number, content }) => [number, content])).toEqual([
      [1, "## In\n\nPaid words."],
      [2, "Second"],
    ]);
    expect(versions[0]).toMatchObject({ headings: ["In"], words: 3 });
  });

  it("are not seen, bought or saved by anybody else", async () => {
    const [wallet, other] = [await creator(), await creator()];
    const { id, slug } = await createItem(deps(), wallet, draft());
    expect(await findItemDetail(deps(), { itemId: id })).toBeUndefined();
    expect(await findItemDetail(deps(), { handle: `author-${wallets - 1}`, slug })).toBeUndefined();
    expect(await findOffer(deps(), id)).toBeUndefined();
    for (const attempt of [
      () => getDraft(deps(), other, id),
      () => saveItem(deps(), other, id, { title: "Mine" }),
      () => publishItem(deps(), other, id, { listed: true }),
      () => unlistItem(deps(), other, id),
      () => removeItem(deps(), other, id),
      () => deleteFile(deps(), other, id, "file_x"),
      () => addFile(uploadDeps(), other, id, upload("a.txt", "x")),
    ]) {
      await expect(attempt()).rejects.toEqual(refusal("not_found"));
    }
  });

  it("saved by many at once keep every version, numbered without a gap", async () => {
    const wallet = await creator();
    const { id } = await createItem(deps(), wallet, draft());
    await Promise.all(Array.from({ length: 12 }, (_, n) => saveItem(deps(), wallet, id, { content: `Text ${n}` })));
    const versions = await versionsOf(id);
    expect(versions.map((version) => version.number)).toEqual(Array.from({ length: 13 }, (_, n) => n + 1));
    const item = await db.item.findUniqueOrThrow({ where: { id } });
    expect(item.draftVersionId).toBe(versions.at(-1)?.id);
  });

  it("changed elsewhere are not overwritten by who says what they started from", async () => {
    const wallet = await creator();
    const { id, versionNumber } = await createItem(deps(), wallet, draft());
    const saves = ["mine", "yours"].map((content) => saveItem(deps(), wallet, id, { content, versionNumber }));
    const results = await Promise.allSettled(saves);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find((result) => result.status === "rejected")?.reason).toEqual(refusal("conflict"));
    expect(await versionsOf(id)).toHaveLength(2);
  });
});

describe("addresses", () => {
  it("made from equal titles at once differ", async () => {
    const wallet = await creator();
    const items = await Promise.all(Array.from({ length: 4 }, () => createItem(deps(), wallet, draft({ title: "On Pennies" }))));
    expect(items.map((item) => item.slug).sort()).toEqual(["on-pennies", "on-pennies-2", "on-pennies-3", "on-pennies-4"]);
  });

  it("that were asked for and are taken are refused, and nothing is saved", async () => {
    const wallet = await creator();
    await createItem(deps(), wallet, draft({ slug: "taken" }));
    await expect(createItem(deps(), wallet, draft({ slug: "taken" }))).rejects.toEqual(refusal("slug_taken"));
    const other = await createItem(deps(), wallet, draft({ slug: "other" }));
    await expect(saveItem(deps(), wallet, other.id, { slug: "taken", title: "New", price: 1_000_000n })).rejects.toEqual(
      refusal("slug_taken"),
    );
    expect(await getDraft(deps(), wallet, other.id)).toMatchObject({ slug: "other", title: "A piece", amount: 250_000n });
  });

  it("follow the title until the first publish, then stay", async () => {
    const wallet = await creator();
    const { id } = await createItem(deps(), wallet, draft({ title: "Untitled" }));
    expect((await saveItem(deps(), wallet, id, { title: "Tide Tables" })).slug).toBe("tide-tables");
    await publishItem(deps(), wallet, id, { listed: true });
    expect((await saveItem(deps(), wallet, id, { title: "Tables of Tides" })).slug).toBe("tide-tables");
  });
});

describe("publishing", () => {
  it("is refused with what is missing", async () => {
    const wallet = await creator();
    const empty = await createItem(deps(), wallet, draft({ title: "", content: " \n" }));
    const attempt = publishItem(deps(), wallet, empty.id, { listed: true });
    await expect(attempt).rejects.toEqual(refusal("not_publishable"));
    await expect(attempt).rejects.toMatchObject({ issues: [{ path: "title" }, { path: "content" }] });
    const files = await createItem(deps(), wallet, draft({ kind: "file", content: "A note is not a file." }));
    await expect(publishItem(deps(), wallet, files.id, { listed: true })).rejects.toMatchObject({ issues: [{ path: "files" }] });
  });

  it("shows readers what was published, not what was saved since", async () => {
    const wallet = await creator();
    const { id } = await published(wallet, { preview: "Free." });
    const saved = await saveItem(deps(), wallet, id, { title: "Later", preview: "Changed." });
    expect(saved.hasUnpublishedChanges).toBe(true);
    expect(await findItemDetail(deps(), { itemId: id })).toMatchObject({ title: "A piece", preview: "Free.", versionNumber: 1 });
    await publishItem(deps(), wallet, id, { listed: true });
    expect(await findItemDetail(deps(), { itemId: id })).toMatchObject({ title: "Later", versionNumber: 2 });
  });

  it("never hands paid text to readers", async () => {
    const { id } = await published(await creator(), { content: "CANARY paid words" });
    const everything = JSON.stringify(
      [await findItemDetail(deps(), { itemId: id }), await listMarket(deps(), {}), await findOffer(deps(), id)],
      (_, value) => (typeof value === "bigint" ? String(value) : value),
    );
    expect(everything).toContain(id);
    expect(everything).not.toContain("CANARY");
  });

  it("going back to what is published leaves no unpublished changes", async () => {
    const wallet = await creator();
    const { id } = await published(wallet);
    await saveItem(deps(), wallet, id, { title: "Other" });
    expect((await saveItem(deps(), wallet, id, { title: "A piece" })).hasUnpublishedChanges).toBe(false);
  });

  it("keeps the first date, and every price there ever was", async () => {
    const wallet = await creator();
    const { id } = await published(wallet);
    const first = await findItemDetail(deps(), { itemId: id });
    await saveItem(deps(), wallet, id, { price: 500_000n });
    await saveItem(deps(), wallet, id, { price: 500_000n });
    await publishItem(deps(), wallet, id, { listed: true });
    expect((await findItemDetail(deps(), { itemId: id }))?.publishedAt).toEqual(first?.publishedAt);
    const prices = await db.itemPrice.findMany({ where: { itemId: id }, orderBy: { startedAt: "asc" } });
    expect(prices.map((price) => price.amount)).toEqual([250_000n, 500_000n]);
    expect(await findOffer(deps(), id)).toMatchObject({ amount: 500_000n, payTo: wallet });
  });

  it("unlisted keeps the address and leaves the market; removed is gone for good", async () => {
    const wallet = await creator("quiet");
    const { id, slug } = await published(wallet);
    await unlistItem(deps(), wallet, id);
    expect((await listMarket(deps(), { creatorHandle: "quiet" })).rows).toEqual([]);
    expect(await findItemDetail(deps(), { handle: "quiet", slug })).toMatchObject({ status: "unlisted" });
    await removeItem(deps(), wallet, id);
    await expect(findItemDetail(deps(), { handle: "quiet", slug })).rejects.toEqual(refusal("removed"));
    await expect(publishItem(deps(), wallet, id, { listed: true })).rejects.toEqual(refusal("removed"));
    expect(await findOffer(deps(), id)).toMatchObject({ status: "removed" });
    expect((await listOwnItems(deps(), wallet)).rows).toEqual([]);
  });

  it("cannot be undone for a draft, whose address becomes free", async () => {
    const wallet = await creator();
    const { id } = await createItem(deps(), wallet, draft({ slug: "again" }));
    await expect(unlistItem(deps(), wallet, id)).rejects.toEqual(refusal("conflict"));
    await removeItem(deps(), wallet, id);
    expect((await createItem(deps(), wallet, draft({ slug: "again" }))).slug).toBe("again");
  });
});

describe("files", () => {
  /** What the store holds once everything that was given up is due. */
  async function stored(): Promise<number> {
    await db.storageTombstone.updateMany({ data: { dueAt: new Date(0) } });
    await removeStored(uploadDeps());
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && entry.name !== "shop.json").length;
  }

  it("uploaded at once all arrive, in one order, under names of their own", async () => {
    const wallet = await creator();
    const { id } = await createItem(deps(), wallet, draft({ kind: "file" }));
    await Promise.all(["x", "y", "z"].map((text) => addFile(uploadDeps(), wallet, id, upload("a.txt", text))));
    const { files, versionNumber } = await getDraft(deps(), wallet, id);
    expect(files.map((file) => file.name).sort()).toEqual(["a (2).txt", "a (3).txt", "a.txt"]);
    expect(versionNumber).toBe(4);
  });

  it("deleted leave the draft but not what was published", async () => {
    const wallet = await creator();
    const { id } = await createItem(deps(), wallet, draft({ kind: "file" }));
    const file = await addFile(uploadDeps(), wallet, id, upload("a.txt", "kept"));
    await publishItem(deps(), wallet, id, { listed: true });
    const before = await stored();
    await deleteFile(deps(), wallet, id, file.id);
    await expect(deleteFile(deps(), wallet, id, file.id)).rejects.toEqual(refusal("not_found"));
    expect((await getDraft(deps(), wallet, id)).files).toEqual([]);
    expect(await findItemDetail(deps(), { itemId: id })).toMatchObject({
      files: [{ name: "a.txt" }],
      bytes: 4n,
      fileCount: 1,
      mediaTypes: ["text/plain"],
    });
    expect(await stored()).toBe(before);
  });

  it("that are refused leave nothing on the disk or in the database", async () => {
    const wallet = await creator();
    const [article, files] = [
      await createItem(deps(), wallet, draft()),
      await createItem(deps(), wallet, draft({ kind: "file" })),
    ];
    const before = await stored();
    const add = (itemId: string, text: string) => addFile(uploadDeps(), wallet, itemId, upload("a.txt", text));
    await expect(add(article.id, "x")).rejects.toEqual(refusal("conflict"));
    await expect(add(files.id, "")).rejects.toEqual(refusal("invalid_request"));
    await expect(add(files.id, "x".repeat(1001))).rejects.toEqual(refusal("too_large"));
    expect(await stored()).toBe(before);
    expect(await db.file.count({ where: { itemId: { in: [article.id, files.id] } } })).toBe(0);
  });

  it("whose item is removed while they arrive leave nothing", async () => {
    const wallet = await creator();
    const { id } = await createItem(deps(), wallet, draft({ kind: "file" }));
    const before = await stored();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await removeItem(deps(), wallet, id);
        controller.enqueue(Buffer.from("late"));
        controller.close();
      },
    });
    await expect(addFile(uploadDeps(), wallet, id, { name: "a", body, bytes: 4 })).rejects.toEqual(refusal("removed"));
    expect(await stored()).toBe(before);
  });
});

describe("the market", () => {
  it("pages through everything once, in each order, while prices tie", async () => {
    const wallet = await creator("prolific");
    const prices = ["0.25", "0.5", "0.25", "1"];
    for (let n = 0; n < 30; n++) await published(wallet, { title: `Piece ${n}`, price: prices[n % 4] });
    for (const sort of ["newest", "cheapest", "dearest"] as const) {
      const seen: ItemSummary[] = [];
      let cursor: string | undefined;
      do {
        const page = await listMarket(deps(), { creatorHandle: "prolific", sort, cursor });
        seen.push(...page.rows);
        cursor = page.next ?? undefined;
      } while (cursor);
      expect(new Set(seen.map((item) => item.id)).size).toBe(30);
      expect(seen).toHaveLength(30);
      const amounts = seen.map((item) => Number(item.amount));
      if (sort === "cheapest") expect(amounts).toEqual(amounts.toSorted((a, b) => a - b));
      if (sort === "dearest") expect(amounts).toEqual(amounts.toSorted((a, b) => b - a));
    }
  }, 60_000);

  it("finds words in titles, deks, tags and creators, and takes signs for themselves", async () => {
    const wallet = await creator("finder");
    await published(wallet, { title: "100% of Tides", dek: "A table_of the sea", tags: ["moon phase"] });
    await published(wallet, { title: "Nothing of the kind" });
    const titles = async (search: string) =>
      (await listMarket(deps(), { search, creatorHandle: "finder" })).rows.map((item) => item.title);
    for (const search of ["tides", "100%", "table_of", "sea MOON", "finder 100%", "  tides  "])
      expect(await titles(search)).toEqual(["100% of Tides"]);
    for (const search of ["%%", "_%_", "\\", "tides kind", "' OR 1=1 --", '"', '"" -', "- -"])
      expect(await titles(search)).toEqual([]);
    expect(await titles("\u0000")).toHaveLength(2);
    expect((await listMarket(deps(), { tag: "moon phase" })).rows).toHaveLength(1);
    expect((await listMarket(deps(), { creatorHandle: "finder", kind: "file" })).rows).toEqual([]);
  });

  it("refuses a cursor of another order", async () => {
    const { next } = await listMarket(deps(), { creatorHandle: "prolific", sort: "newest" });
    await expect(listMarket(deps(), { sort: "cheapest", cursor: next ?? "" })).rejects.toEqual(refusal("invalid_request"));
  });
});
