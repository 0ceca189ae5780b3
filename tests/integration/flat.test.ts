// Flat in history: what each page and route asks of PostgreSQL reads about as many rows as it shows, however much there is. Measured on
// a market large enough that reading all of any one kind shows (npm run bench:scale measures the time, on one that is really large).
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bigCreator, bigReader, fill, itemId } from "../../bench/scale/fill";
import { findCreator } from "../../lib/catalog/creators/find-creator";
import { findItemDetail } from "../../lib/catalog/items/find-item";
import { listOwnItems } from "../../lib/catalog/items/list-own-items";
import { listMarket, openMarket } from "../../lib/catalog/market/list-market";
import { listTags } from "../../lib/catalog/market/list-tags";
import { createDb, type Db } from "../../lib/db/client";
import { listItemEarnings } from "../../lib/earnings/list-item-earnings";
import { listSales } from "../../lib/earnings/list-sales";
import { readFunnel } from "../../lib/earnings/read-funnel";
import { summarizeEarnings } from "../../lib/earnings/summarize";
import { toAddress } from "../../lib/kernel/address";
import { countLibrary, listOwned } from "../../lib/payments/library/list-owned";
import { createDatabase, type TestDatabase } from "../support/database";

const SIZE = { items: 12_000, sales: 40_000 };
/** A list shows 24 to 100 rows and counts up to 1,000, each with a few rows beside it; a third of the pieces are 4,000. */
const ROWS_MAX = 3_500;

const clock = { now: () => new Date() };
const creator = toAddress(bigCreator?.address ?? "");
const reader = toAddress(bigReader?.address ?? "");

let database: TestDatabase;
let db: Db;
let watcher: pg.Client;

beforeAll(async () => {
  database = await createDatabase();
  await fill(database.url, SIZE);
  db = createDb(database.url, 1, 0);
  watcher = new pg.Client({ connectionString: database.url });
  await watcher.connect();
}, 120_000);

afterAll(async () => {
  await watcher.end();
  await db.$disconnect();
  await database.drop();
});

/** Rows of each table that were read so far, by scans of the whole and by index. */
async function rowsRead(): Promise<Map<string, number>> {
  await db.$queryRaw`SELECT 1 FROM (SELECT pg_stat_force_next_flush()) AS flushed`;
  await db.$queryRaw`SELECT 1`;
  await watcher.query("SELECT pg_stat_clear_snapshot()");
  const { rows } = await watcher.query<{ name: string; read: string }>(
    "SELECT relname AS name, seq_tup_read + coalesce(idx_tup_fetch, 0) AS read FROM pg_stat_user_tables",
  );
  return new Map(rows.map(({ name, read }) => [name, Number(read)]));
}

async function readBy(work: () => Promise<unknown>): Promise<Record<string, number>> {
  await work();
  const before = await rowsRead();
  await work();
  const after = await rowsRead();
  return Object.fromEntries([...after].map(([name, read]) => [name, read - (before.get(name) ?? 0)]).filter(([, read]) => read));
}

const market = (query: Parameters<typeof openMarket>[1]) => () => openMarket({ db }, query);

describe("reads no more than it shows", () => {
  it.each<[string, () => Promise<unknown>]>([
    ["the market", market({})],
    ["its cheapest", market({ sort: "cheapest" })],
    ["its dearest", market({ sort: "dearest" })],
    ["those at most so dear", market({ priceMax: 3_000n })],
    ["long ones", market({ length: "long" })],
    ["a common tag", market({ tag: "bafengor" })],
    ["a rare tag", market({ tag: "nobody-has-it" })],
    ["a tag's cheapest", market({ tag: "bafengor", sort: "cheapest" })],
    ["a creator's pieces", market({ creatorHandle: "creator-0" })],
    ["a creator's cheapest pieces", market({ creatorHandle: "creator-0", sort: "cheapest" })],
    [
      "a page deep in the list",
      async () => {
        let cursor: string | undefined;
        for (let page = 0; page < 3; page++) cursor = (await listMarket({ db }, { cursor })).next ?? undefined;
      },
    ],
    ["the tags", () => listTags({ db })],
    ["a creator", () => findCreator({ db }, { handle: "creator-0" })],
    ["the piece that sold most", () => findItemDetail({ db }, { itemId: itemId(1) })],
    ["a creator's own list", () => listOwnItems({ db }, creator)],
    ["earnings", () => summarizeEarnings({ db, clock }, creator)],
    ["earnings by piece", () => listItemEarnings({ db }, creator)],
    ["sales", () => listSales({ db }, creator)],
    ["the funnel", () => readFunnel({ db, clock }, creator)],
    ["the funnel of the piece that sold most", () => readFunnel({ db, clock }, creator, itemId(1))],
    ["a library", () => listOwned({ db }, reader, {})],
    ["how much is in it", () => countLibrary({ db }, reader, {}, 1_000)],
  ])("%s", async (_what, work) => {
    const read = await readBy(work);
    expect(
      Object.values(read).filter((rows) => rows > ROWS_MAX),
      JSON.stringify(read),
    ).toEqual([]);
  });
});

it("tags are counted as pieces come, change and go", async () => {
  const of = async (tag: string) => (await db.tagTotal.findUnique({ where: { tag } }))?.items;
  const id = itemId(5);
  await db.item.update({ where: { id }, data: { tags: ["one-of-a-kind", "another"] } });
  expect([await of("one-of-a-kind"), await of("another")]).toEqual([1, 1]);
  await db.item.update({ where: { id }, data: { tags: ["another"] } });
  expect([await of("one-of-a-kind"), await of("another")]).toEqual([undefined, 1]);
  await db.item.update({ where: { id }, data: { status: "unlisted" } });
  expect(await of("another")).toBeUndefined();
  await db.item.update({ where: { id }, data: { status: "listed" } });
  expect(await of("another")).toBe(1);
  // Many at once, as when a shop is erased: each tag is written once.
  const all = await db.item.findMany({ where: { status: "listed" }, select: { tags: true } });
  expect(await db.tagTotal.aggregate({ _sum: { items: true } })).toEqual({
    _sum: { items: all.flatMap(({ tags }) => tags).length },
  });
  await db.item.updateMany({ data: { status: "unlisted" } });
  expect(await db.tagTotal.count()).toBe(0);
});
