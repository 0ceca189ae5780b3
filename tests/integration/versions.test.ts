import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveCreator } from "@/lib/catalog/creators/save-creator";
import { createItem } from "@/lib/catalog/items/create-item";
import { getDraft } from "@/lib/catalog/items/draft";
import { findItemDetail } from "@/lib/catalog/items/find-item";
import { previewItem } from "@/lib/catalog/items/preview-item";
import { publishItem, removeItem } from "@/lib/catalog/items/publish-item";
import { saveItem } from "@/lib/catalog/items/save-item";
import { createItemSchema } from "@/lib/catalog/items/schemas";
import { getOwnVersion, listVersions, restoreVersion } from "@/lib/catalog/items/versions";
import { autosaveWindowMs } from "@/lib/catalog/limits";
import { createDb, type Db } from "@/lib/db/client";
import { type Address, toAddress } from "@/lib/kernel/address";
import { newId } from "@/lib/kernel/ids";
import { createDatabase, type TestDatabase } from "../support/database";

let database: TestDatabase;
let db: Db;
let now = Date.UTC(2026, 10, 25, 9);
const clock = { now: () => new Date(now) };
const deps = () => ({ db, clock });
const later = (ms: number) => {
  now += ms;
};
const refusal = (code: string) => expect.objectContaining({ name: "Refusal", code });

beforeAll(async () => {
  database = await createDatabase();
  db = createDb(database.url);
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

async function start(content = "One."): Promise<{ wallet: Address; id: string; versionNumber: number }> {
  const wallet = toAddress(`0x${randomBytes(20).toString("hex")}`);
  await saveCreator(deps(), wallet, { handle: `writer-${wallet.slice(2, 12)}`, displayName: "W", bio: "" });
  const input = createItemSchema.parse({ kind: "article", title: "A piece", price: "0.25", content });
  const { id, versionNumber } = await createItem(deps(), wallet, input);
  return { wallet, id, versionNumber };
}

const autosave = (wallet: Address, id: string, content: string, versionNumber?: number) =>
  saveItem(deps(), wallet, id, { content, autosave: true, ...(versionNumber ? { versionNumber } : {}) });

const history = async (wallet: Address, id: string) => (await listVersions(deps(), wallet, id)).rows;
const textsOf = async (id: string) =>
  (await db.itemVersion.findMany({ where: { itemId: id }, orderBy: { number: "asc" } })).map(({ content }) => content);

describe("autosaves", () => {
  it("of one sitting leave one version, and what was saved on purpose before them stays", async () => {
    const { wallet, id } = await start();
    for (let words = 1; words <= 20; words++) {
      await autosave(wallet, id, "word ".repeat(words));
      later(3000);
    }
    expect(await textsOf(id)).toEqual(["One.", "word ".repeat(20)]);
    expect((await history(wallet, id))[0]).toMatchObject({ isAutosave: true, isDraft: true, words: 20, number: 21 });
  });

  it("begin a new version when the last is ten minutes old", async () => {
    const { wallet, id } = await start();
    await autosave(wallet, id, "a");
    later(autosaveWindowMs - 1);
    await autosave(wallet, id, "b");
    later(1);
    await autosave(wallet, id, "c");
    expect(await textsOf(id)).toEqual(["One.", "b", "c"]);
  });

  it("never replace a save that somebody asked for", async () => {
    const { wallet, id } = await start();
    await autosave(wallet, id, "a");
    await saveItem(deps(), wallet, id, { content: "a" });
    await autosave(wallet, id, "b");
    await saveItem(deps(), wallet, id, { content: "c" });
    await autosave(wallet, id, "d");
    expect(await textsOf(id)).toEqual(["One.", "a", "b", "c", "d"]);
    expect((await history(wallet, id)).map((version) => version.isAutosave)).toEqual([true, false, true, false, false]);
  });

  it("never change what readers see or what was ever published", async () => {
    const { wallet, id } = await start();
    await autosave(wallet, id, "first");
    await publishItem(deps(), wallet, id, { listed: true });
    await autosave(wallet, id, "second");
    expect(await findItemDetail(deps(), { itemId: id })).toMatchObject({ versionNumber: 2, words: 1 });
    await publishItem(deps(), wallet, id, { listed: true });
    await autosave(wallet, id, "third");
    await autosave(wallet, id, "fourth");
    expect(await textsOf(id)).toEqual(["One.", "first", "second", "fourth"]);
  });

  it("replaced in place are still a conflict for who started from them", async () => {
    const { wallet, id } = await start();
    const { versionNumber: seen } = await autosave(wallet, id, "mine");
    const { versionNumber: next } = await autosave(wallet, id, "theirs", seen);
    expect(next).toBeGreaterThan(seen);
    await expect(autosave(wallet, id, "mine again", seen)).rejects.toEqual(refusal("conflict"));
    await expect(saveItem(deps(), wallet, id, { content: "mine", versionNumber: seen })).rejects.toEqual(refusal("conflict"));
    expect(await getDraft(deps(), wallet, id)).toMatchObject({ content: "theirs", versionNumber: next });
  });

  it("that come at once from one start let one through", async () => {
    const { wallet, id } = await start();
    const { versionNumber } = await autosave(wallet, id, "0");
    const tries = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => autosave(wallet, id, `Text ${n}`, versionNumber)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await textsOf(id)).toHaveLength(2);
  });
});

describe("a published version", () => {
  it("cannot be changed even by a statement that tries", async () => {
    const { wallet, id } = await start();
    await publishItem(deps(), wallet, id, { listed: true });
    const row = await db.itemVersion.findFirstOrThrow({ where: { itemId: id } });
    const change = db.itemVersion.update({ where: { id: row.id }, data: { content: "Another." } });
    await expect(change).rejects.toThrow("was published and cannot be changed");
    expect(await textsOf(id)).toEqual(["One."]);
  });
});

describe("the history", () => {
  it("tells what readers see, what they saw, and what the editor opens", async () => {
    const { wallet, id } = await start("Two words.");
    await publishItem(deps(), wallet, id, { listed: true });
    await saveItem(deps(), wallet, id, { content: "Three short words.", title: "Later" });
    await publishItem(deps(), wallet, id, { listed: true });
    await autosave(wallet, id, "Draft.");
    expect(await history(wallet, id)).toMatchObject([
      { number: 3, savedNumber: 2, words: 1, isDraft: true, isPublished: false, publishedAt: null, isAutosave: true, sales: 0 },
      { number: 2, savedNumber: 2, title: "Later", words: 3, isDraft: false, isPublished: true, publishedAt: expect.any(Date) },
      {
        number: 1,
        savedNumber: 1,
        title: "A piece",
        words: 2,
        isDraft: false,
        isPublished: false,
        publishedAt: expect.any(Date),
      },
    ]);
    expect(await getOwnVersion(deps(), wallet, id, 1)).toMatchObject({ content: "Two words.", preview: "", files: [] });
  });

  it("counts what was sold of each version", async () => {
    const { wallet, id } = await start();
    await publishItem(deps(), wallet, id, { listed: true });
    const { id: versionId, item } = await db.itemVersion.findFirstOrThrow({ where: { itemId: id }, include: { item: true } });
    const what = { itemId: id, versionId, creatorId: item.creatorId, payTo: wallet, amount: 250_000n, asset: "0x0", chainId: 1 };
    const how = {
      validAfter: 0n,
      validBefore: 1n,
      signature: "0x",
      x402Version: 2,
      claimedAtBlock: 1n,
      payerKind: "person",
    } as const;
    for (const state of ["confirmed", "confirmed", "refused"] as const) {
      const nonce = randomBytes(32).toString("hex");
      await db.purchase.create({ data: { id: newId("pur"), state, payer: `0x${nonce}`, nonce, ...what, ...how } });
    }
    await saveItem(deps(), wallet, id, { content: "Later." });
    expect((await history(wallet, id)).map(({ sales }) => sales)).toEqual([0, 2]);
  });

  it("counts what somebody saved: twenty autosaves between two versions make no twenty numbers", async () => {
    const { wallet, id } = await start();
    for (let n = 0; n < 20; n++) await autosave(wallet, id, `Text ${n}`);
    await saveItem(deps(), wallet, id, { content: "Two." });
    await autosave(wallet, id, "Three, by itself.");
    const rows = await history(wallet, id);
    expect(rows.map(({ savedNumber, isAutosave }) => [savedNumber, isAutosave])).toEqual([
      [2, true],
      [2, false],
      [1, true],
      [1, false],
    ]);
    expect(await getOwnVersion(deps(), wallet, id, rows[1]?.number ?? 0)).toMatchObject({ savedNumber: 2, content: "Two." });
    // Whoever publishes an autosave has asked for it.
    await publishItem(deps(), wallet, id, { listed: true });
    expect((await history(wallet, id))[0]).toMatchObject({ savedNumber: 3, isAutosave: true });
  });

  it("says of the draft whether it is an autosave that has not been kept", async () => {
    const { wallet, id } = await start();
    const says = async () => (await getDraft(deps(), wallet, id)).isAutosave;
    expect(await says()).toBe(false);
    expect(await saveItem(deps(), wallet, id, { content: "Two.", autosave: true })).toMatchObject({ isAutosave: true });
    expect(await says()).toBe(true);
    expect(await saveItem(deps(), wallet, id, {})).toMatchObject({ isAutosave: false });
    expect(await says()).toBe(false);
    await saveItem(deps(), wallet, id, { content: "Three.", autosave: true });
    expect(await publishItem(deps(), wallet, id, { listed: true })).toMatchObject({ isAutosave: false });
  });

  it("comes in pages, none twice", async () => {
    const { wallet, id } = await start();
    for (let n = 0; n < 60; n++) await saveItem(deps(), wallet, id, { content: `Text ${n}` });
    const first = await listVersions(deps(), wallet, id);
    const second = await listVersions(deps(), wallet, id, Number(first.next));
    expect([...first.rows, ...second.rows].map(({ number }) => number)).toEqual(Array.from({ length: 61 }, (_, n) => 61 - n));
    expect(second.rows.map(({ savedNumber }) => savedNumber)).toEqual(second.rows.map(({ number }) => number));
    expect(second.next).toBeNull();
  });

  it("gives an earlier version back as the draft, and keeps the one it takes the place of", async () => {
    const { wallet, id } = await start();
    await saveItem(deps(), wallet, id, { content: "Two.", title: "Other" });
    await publishItem(deps(), wallet, id, { listed: true });
    const draft = await restoreVersion(deps(), wallet, id, 1);
    expect(draft).toMatchObject({ content: "One.", title: "A piece", versionNumber: 3, hasUnpublishedChanges: true });
    expect(await findItemDetail(deps(), { itemId: id })).toMatchObject({ title: "Other" });
    expect(await textsOf(id)).toEqual(["One.", "Two.", "One."]);
    expect(await restoreVersion(deps(), wallet, id, 2)).toMatchObject({ versionNumber: 2, hasUnpublishedChanges: false });
  });

  it("is its creator's alone, and has no number it never had", async () => {
    const { wallet, id } = await start();
    const { wallet: other } = await start();
    for (const attempt of [
      () => listVersions(deps(), other, id),
      () => getOwnVersion(deps(), other, id, 1),
      () => restoreVersion(deps(), other, id, 1),
      () => getOwnVersion(deps(), wallet, id, 9),
      () => restoreVersion(deps(), wallet, id, 9),
    ]) {
      await expect(attempt()).rejects.toEqual(refusal("not_found"));
    }
    await removeItem(deps(), wallet, id);
    await expect(listVersions(deps(), wallet, id)).rejects.toEqual(refusal("removed"));
  });
});

describe("what is sent along with a publishing", () => {
  it("holds from the same moment as the text, and not before: price, address and tags", async () => {
    const { wallet, id } = await start();
    await publishItem(deps(), wallet, id, { listed: true });
    await saveItem(deps(), wallet, id, { content: "Two." });
    const terms = { price: 400_000n, slug: "another-address", tags: ["tides"] };
    const { item } = await previewItem(deps(), wallet, id, terms);
    expect(item).toMatchObject({ amount: 400_000n, slug: "another-address", tags: ["tides"] });
    expect(await getDraft(deps(), wallet, id)).toMatchObject({ amount: 250_000n, slug: "a-piece", tags: [] });
    await publishItem(deps(), wallet, id, { listed: true, ...terms });
    expect(await getDraft(deps(), wallet, id)).toMatchObject({
      amount: 400_000n,
      slug: "another-address",
      tags: ["tides"],
      content: "Two.",
      hasUnpublishedChanges: false,
    });
    const prices = await db.itemPrice.findMany({ where: { itemId: id }, orderBy: { startedAt: "asc" } });
    expect(prices.map(({ amount }) => amount)).toEqual([250_000n, 400_000n]);
  });

  it("is not done by a save that took the piece for a draft", async () => {
    const { wallet, id } = await start();
    expect(await saveItem(deps(), wallet, id, { price: 300_000n, status: "draft" })).toMatchObject({ status: "draft" });
    await publishItem(deps(), wallet, id, { listed: true });
    await expect(saveItem(deps(), wallet, id, { price: 400_000n, status: "draft" })).rejects.toEqual(refusal("conflict"));
    expect(await getDraft(deps(), wallet, id)).toMatchObject({ amount: 300_000n });
    expect(await saveItem(deps(), wallet, id, { content: "Two." })).toMatchObject({ status: "listed" });
  });

  it("is not published with a text that was saved since it was previewed", async () => {
    const { wallet, id, versionNumber } = await start();
    await saveItem(deps(), wallet, id, { content: "Half a sent", autosave: true });
    await expect(publishItem(deps(), wallet, id, { listed: true, versionNumber, price: 400_000n })).rejects.toEqual(
      refusal("conflict"),
    );
    const draft = await getDraft(deps(), wallet, id);
    expect(draft).toMatchObject({ amount: 250_000n, status: "draft" });
    const { status } = await publishItem(deps(), wallet, id, { listed: true, versionNumber: draft.versionNumber });
    expect(status).toBe("listed");
  });

  it("is refused as a whole where one thing is: another's address, or a price below the floor", async () => {
    const { wallet, id } = await start();
    const input = createItemSchema.parse({ kind: "article", title: "Another", price: "0.25", content: "Text." });
    const other = await createItem(deps(), wallet, input);
    const terms = { price: 400_000n, slug: other.slug };
    await expect(publishItem(deps(), wallet, id, { listed: true, ...terms })).rejects.toEqual(refusal("slug_taken"));
    const dear = { ...deps(), priceFloor: () => 500_000n };
    await expect(publishItem(dear, wallet, id, { listed: true, price: 400_000n })).rejects.toEqual(refusal("invalid_request"));
    await expect(previewItem(deps(), wallet, id, terms)).rejects.toEqual(refusal("slug_taken"));
    await expect(previewItem(dear, wallet, id, { price: 400_000n })).rejects.toEqual(refusal("invalid_request"));
    expect(await getDraft(deps(), wallet, id)).toMatchObject({ amount: 250_000n, status: "draft" });
  });
});
