// A scheduled draft is published once, at its time or as soon as a server is there again, and is nobody else's business before.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { saveCreator } from "@/lib/catalog/creators/save-creator";
import { createItem } from "@/lib/catalog/items/create-item";
import { getDraft } from "@/lib/catalog/items/draft";
import { findItem, findItemDetail } from "@/lib/catalog/items/find-item";
import { findMoved } from "@/lib/catalog/items/former-address";
import { listOwnItems } from "@/lib/catalog/items/list-own-items";
import { findItemId, findOffer } from "@/lib/catalog/items/offer";
import { listItem, publishItem, removeItem, unlistItem } from "@/lib/catalog/items/publish-item";
import { saveItem } from "@/lib/catalog/items/save-item";
import { publishDue, scheduleItem, unscheduleItem } from "@/lib/catalog/items/schedule-item";
import { createItemSchema } from "@/lib/catalog/items/schemas";
import { listMarket } from "@/lib/catalog/market/list-market";
import { createDb, type Db } from "@/lib/db/client";
import { toAddress } from "@/lib/kernel/address";
import { createDatabase, type TestDatabase } from "../support/database";

const wallet = toAddress(`0x${"1".padStart(40, "0")}`);
const noon = new Date("2026-12-01T12:00:00Z");
const hour = (n: number) => new Date(noon.getTime() + n * 3_600_000);
let database: TestDatabase;
/** Two processes, as far as the database can tell. */
let [db, other]: Db[] = [];
let now = noon;
const clock = { now: () => now };
const deps = () => ({ db: db as Db, clock });
const refusal = (code: string) => expect.objectContaining({ name: "Refusal", code });

beforeAll(async () => {
  database = await createDatabase();
  [db, other] = [createDb(database.url), createDb(database.url)];
  await saveCreator(deps(), wallet, { handle: "ada", displayName: "Ada" });
});
beforeEach(() => {
  now = noon;
});
afterAll(async () => {
  await Promise.all([db?.$disconnect(), other?.$disconnect()]);
  await database.drop();
});

async function draft(content = "Paid words."): Promise<string> {
  const input = createItemSchema.parse({ kind: "article", title: "A piece", price: "0.25", content });
  return (await createItem(deps(), wallet, input)).id;
}

async function scheduled(at = hour(1), listed = true): Promise<string> {
  const id = await draft();
  await scheduleItem(deps(), wallet, id, { at, listed });
  return id;
}

describe("a scheduled item", () => {
  it("is seen, found and bought by nobody before its time", async () => {
    const id = await scheduled();
    const { slug, status, scheduledFor } = await getDraft(deps(), wallet, id);
    expect([status, scheduledFor]).toEqual(["scheduled", hour(1)]);
    expect(await publishDue(deps())).toEqual([]);
    expect(await findItemDetail(deps(), { itemId: id })).toBeUndefined();
    expect(await findItemDetail(deps(), { handle: "ada", slug })).toBeUndefined();
    expect(await findOffer(deps(), id)).toBeUndefined();
    expect(await findItemId(deps(), { handle: "ada", slug })).toBeUndefined();
    expect(await findMoved(deps(), { handle: "ada", slug })).toBeUndefined();
    expect((await listMarket(deps(), {})).rows.map((item) => item.id)).not.toContain(id);
    expect((await listOwnItems(deps(), wallet)).rows.find((item) => item.id === id)).toMatchObject({ scheduledFor: hour(1) });
    await expect(unlistItem(deps(), wallet, id)).rejects.toEqual(refusal("conflict"));
    await expect(listItem(deps(), wallet, id)).rejects.toEqual(refusal("conflict"));
    await unscheduleItem(deps(), wallet, id);
  });

  it("is published with what was saved last, under the date it was meant for, however late the server is", async () => {
    const id = await scheduled(hour(1), false);
    await saveItem(deps(), wallet, id, { content: "Three better words." });
    now = hour(30);
    expect(await publishDue(deps())).toEqual([id]);
    const item = await findItemDetail(deps(), { itemId: id });
    expect(item).toMatchObject({ status: "unlisted", publishedAt: hour(1), words: 3 });
    expect(await getDraft(deps(), wallet, id)).toMatchObject({ scheduledFor: null, hasUnpublishedChanges: false });
  });

  it("is published exactly once while several processes look at once", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 20; n++) ids.push(await scheduled(hour(2)));
    now = hour(2);
    const both = [deps(), { db: other as Db, clock }];
    const rounds = await Promise.all([...both, ...both, ...both].map(publishDue));
    expect(rounds.flat().sort()).toEqual(ids.sort());
    expect(await publishDue(deps())).toEqual([]);
  });

  it("can be moved and cancelled until the last moment, and then is not published", async () => {
    const [moved, kept, gone] = [await scheduled(), await scheduled(), await scheduled()];
    await scheduleItem(deps(), wallet, moved, { at: hour(50), listed: true });
    await unscheduleItem(deps(), wallet, kept);
    await removeItem(deps(), wallet, gone);
    now = hour(3);
    expect(await publishDue(deps())).toEqual([]);
    expect(await getDraft(deps(), wallet, moved)).toMatchObject({ status: "scheduled", scheduledFor: hour(50) });
    expect(await getDraft(deps(), wallet, kept)).toMatchObject({ status: "draft", scheduledFor: null });
    await expect(unscheduleItem(deps(), wallet, kept)).rejects.toEqual(refusal("conflict"));
    await publishItem(deps(), wallet, moved, { listed: true });
    expect(await findItemDetail(deps(), { itemId: moved })).toMatchObject({ publishedAt: hour(3) });
    now = hour(51);
    expect(await publishDue(deps())).toEqual([]);
  });

  it("that was emptied meanwhile stays a draft and says why, and does not hold up the others", async () => {
    const [emptied, whole] = [await scheduled(hour(4)), await scheduled(hour(5))];
    await saveItem(deps(), wallet, emptied, { content: " " });
    now = hour(6);
    expect(await publishDue(deps())).toEqual([whole]);
    expect(await getDraft(deps(), wallet, emptied)).toMatchObject({
      status: "draft",
      scheduleIssues: [{ path: "content", code: "missing", message: expect.stringContaining("paid part") }],
    });
  });

  it("that a server of before told in English is said by its parts since", async () => {
    const [id, other] = [await draft(), await draft()];
    const told = "Give it a title. Write the paid part: it is what readers buy.";
    await deps().db.$executeRaw`UPDATE item SET schedule_problem = ${told} WHERE id = ${id}`;
    const migration = readFileSync("prisma/migrations/20261129020000_missing_parts/migration.sql", "utf8");
    await deps().db.$executeRawUnsafe(migration.slice(migration.indexOf("UPDATE")));
    expect((await getDraft(deps(), wallet, id)).scheduleIssues.map(({ path }) => path)).toEqual(["title", "content"]);
    expect((await getDraft(deps(), wallet, other)).scheduleIssues).toEqual([]);
    expect(
      (await listOwnItems(deps(), wallet)).rows.filter(({ missedItsTime }) => missedItsTime).map((item) => item.id),
    ).toContain(id);
  });

  it("needs a complete draft that was never published, and a time within the next year", async () => {
    const empty = await draft("");
    await expect(scheduleItem(deps(), wallet, empty, { at: hour(1), listed: true })).rejects.toEqual(refusal("not_publishable"));
    const id = await draft();
    for (const at of [noon, hour(-1), hour(24 * 400)])
      await expect(scheduleItem(deps(), wallet, id, { at, listed: true })).rejects.toEqual(refusal("invalid_request"));
    const stranger = toAddress(`0x${"2".padStart(40, "0")}`);
    await expect(scheduleItem(deps(), stranger, id, { at: hour(1), listed: true })).rejects.toEqual(refusal("not_found"));
    await publishItem(deps(), wallet, id, { listed: true });
    await expect(scheduleItem(deps(), wallet, id, { at: hour(1), listed: true })).rejects.toEqual(refusal("conflict"));
  });
});

describe("an item that is taken down", () => {
  it("says why, to whoever asks for it", async () => {
    const id = await draft();
    const { slug } = await publishItem(deps(), wallet, id, { listed: true });
    await removeItem(deps(), wallet, id, "It was wrong about the tides.");
    await expect(findItemDetail(deps(), { itemId: id })).rejects.toThrow("“It was wrong about the tides.”");
    const creator = { handle: "ada", displayName: "Ada" };
    const removed = {
      id,
      title: "A piece",
      creator,
      status: "removed",
      removalReason: "It was wrong about the tides.",
      hidden: null,
    };
    expect(await findItem(deps(), { handle: "ada", slug })).toEqual({ removed });
    expect(await findOffer(deps(), id)).toMatchObject({ status: "removed", removalReason: "It was wrong about the tides." });
  });

  it("listed again shows what was published, and keeps the changes of its draft to itself", async () => {
    const id = await draft();
    await publishItem(deps(), wallet, id, { listed: true });
    await saveItem(deps(), wallet, id, { title: "Later" });
    await unlistItem(deps(), wallet, id);
    expect(await listItem(deps(), wallet, id)).toMatchObject({ status: "listed", hasUnpublishedChanges: true });
    expect(await findItemDetail(deps(), { itemId: id })).toMatchObject({ title: "A piece" });
  });
});
