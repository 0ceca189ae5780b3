// What a creator's texts and files take is kept by triggers: written once by a statement that deletes many rows, in one order by all.
import { afterAll, beforeAll, expect, it } from "vitest";
import { saveCreator } from "@/lib/catalog/creators/save-creator";
import { selectBytesUsed } from "@/lib/catalog/files/upload-queries";
import { createItem } from "@/lib/catalog/items/create-item";
import { selectTextBytes } from "@/lib/catalog/items/draft-queries";
import { eraseRemoved } from "@/lib/catalog/items/erase-removed";
import { publishItem, removeItem } from "@/lib/catalog/items/publish-item";
import { createDb, type Db, type Tx } from "@/lib/db/client";
import { type Address, toAddress } from "@/lib/kernel/address";
import { systemClock as clock } from "@/lib/kernel/clock";
import { createDatabase, type TestDatabase } from "../support/database";

const MANY = 60;
const FILE_BYTES = 5n;
const NAMES = ["tove", "bram", "ines", "olaf", "pia", "juno", "kaja"];
const dayLater = { now: () => new Date(Date.now() + 25 * 3_600_000) };

let database: TestDatabase;
let db: Db;
let creators = 0;
beforeAll(async () => {
  database = await createDatabase();
  db = createDb(database.url);
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

async function creator(): Promise<{ id: string; wallet: Address }> {
  const handle = NAMES[creators] ?? "";
  const wallet = toAddress(`0x${(++creators).toString(16).padStart(40, "0")}`);
  await saveCreator({ db, clock }, wallet, { handle, displayName: "C" });
  return { id: (await db.creator.findUniqueOrThrow({ where: { wallet } })).id, wallet };
}

async function article(wallet: Address): Promise<string> {
  const { id } = await createItem({ db, clock }, wallet, {
    kind: "article",
    price: 10_000n,
    title: "T",
    content: "Paid.",
    preview: "Free.",
  });
  return id;
}

async function addFiles(itemId: string, count: number): Promise<void> {
  await db.$executeRaw`
    INSERT INTO file (id, item_id, name, media_type, bytes, sha256, storage_key)
    SELECT 'file_' || ${itemId} || n, ${itemId}, 'a', 'text/plain', ${FILE_BYTES}, repeat('0', 64), ${itemId} || n FROM generate_series(1, ${count}::int) AS n`;
}

async function addUploads(itemId: string, creatorId: string, count: number): Promise<void> {
  await db.upload.createMany({
    data: Array.from({ length: count }, (_, n) => ({
      id: `upl_${itemId}${n}`,
      itemId,
      creatorId,
      name: "b",
      bytes: FILE_BYTES,
      storageKey: `upload ${itemId}${n}`,
    })),
  });
}

const usedBy = async (id: string) => [await selectTextBytes(db, id), await selectBytesUsed(db, id)];

/** How often sums were written by this connection, so far. */
async function writesOfSums(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ writes: number }[]>`
    SELECT (n_tup_ins + n_tup_upd)::int AS writes FROM pg_stat_xact_user_tables WHERE relname = 'creator_storage'`;
  return row?.writes ?? 0;
}

it("many rows of two creators that go or change in one statement write each sum once, and the sums are what is left", async () => {
  const [one, other] = [await creator(), await creator()];
  for (const { id, wallet } of [one, other]) {
    for (let n = 0; n < 3; n++) {
      const itemId = await article(wallet);
      await addFiles(itemId, MANY);
      await addUploads(itemId, id, MANY);
    }
  }
  const texts = 3 * "Paid.Free.".length;
  expect(await usedBy(one.id)).toEqual([texts, FILE_BYTES * BigInt(6 * MANY)]);
  const [kept] = await db.item.findMany({ where: { creatorId: one.id }, orderBy: { id: "asc" }, take: 1 });
  const rest = { itemId: { not: kept?.id ?? "" } };
  const writes = await db.$transaction(async (tx) => {
    const after: number[] = [];
    const before = await writesOfSums(tx);
    for (const work of [
      () => tx.file.deleteMany({ where: rest }),
      () => tx.upload.deleteMany({ where: rest }),
      () => tx.itemVersion.updateMany({ where: rest, data: { content: "" } }),
      () => tx.item.updateMany({ where: { id: rest.itemId }, data: { draftVersionId: null } }),
      () => tx.itemVersion.deleteMany({ where: rest }),
    ]) {
      await work();
      after.push((await writesOfSums(tx)) - before);
    }
    return after;
  });
  expect(writes).toEqual([2, 4, 6, 6, 8]);
  expect(await usedBy(one.id)).toEqual([texts / 3, FILE_BYTES * BigInt(2 * MANY)]);
  expect(await usedBy(other.id)).toEqual([0, 0n]);
});

it("an upload that became a file is no longer counted, however it goes", async () => {
  const { id, wallet } = await creator();
  const itemId = await article(wallet);
  await addUploads(itemId, id, 3);
  await db.upload.updateMany({ where: { id: `upl_${itemId}0` }, data: { fileId: "file_of_it" } });
  expect((await usedBy(id))[1]).toBe(2n * FILE_BYTES);
  await db.upload.deleteMany({ where: { itemId } });
  expect((await usedBy(id))[1]).toBe(0n);
});

/** Runs `work` while somebody holds the sums of the first creator, and says whether it holds the other's while it waits. */
async function holdsOther(first: string, other: string, work: () => Promise<unknown>): Promise<boolean> {
  const { isHeld, working } = await db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM creator_storage WHERE creator_id = ${first} FOR UPDATE`;
      const working = work();
      working.catch(() => {});
      await expect
        .poll(() => db.$queryRaw`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`, {
          timeout: 10_000,
        })
        .toHaveLength(1);
      const free = await tx.$queryRaw<
        unknown[]
      >`SELECT 1 FROM creator_storage WHERE creator_id = ${other} FOR UPDATE SKIP LOCKED`;
      return { isHeld: free.length === 0, working };
    },
    { timeout: 15_000 },
  );
  await working;
  return isHeld;
}

it("files of several creators go without a circle: whoever waits for the sums of one holds those of none after it", async () => {
  const [first, other] = [await creator(), await creator()];
  for (const { wallet } of [other, first]) await addFiles(await article(wallet), 1);
  const creatorId = { in: [first.id, other.id] };
  expect(await holdsOther(first.id, other.id, () => db.file.deleteMany({ where: { item: { creatorId } } }))).toBe(false);
  expect((await usedBy(other.id))[1]).toBe(0n);
});

it("so are pieces of several creators erased, whatever of theirs goes first", async () => {
  const [first, other] = [await creator(), await creator()];
  for (const { id, wallet } of [first, other]) {
    const itemId = await article(wallet);
    if (id === other.id) await addUploads(itemId, id, 1);
    await publishItem({ db, clock }, wallet, itemId, { listed: true });
    await removeItem({ db }, wallet, itemId);
  }
  expect(await holdsOther(first.id, other.id, () => eraseRemoved({ db, clock: dayLater }))).toBe(false);
  expect([await usedBy(first.id), await usedBy(other.id)]).toEqual([
    [0, 0n],
    [0, 0n],
  ]);
});
