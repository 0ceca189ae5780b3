// How many listed pieces have each tag, and which: kept by triggers, whoever writes pieces.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fill, itemId } from "../../bench/scale/fill";
import { createDb, type Db } from "../../lib/db/client";
import { MIGRATIONS } from "../../scripts/local/migrate";
import { createDatabase, type TestDatabase } from "../support/database";

let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await createDatabase();
  await fill(database.url, { items: 3_000, sales: 3_000 });
  db = createDb(database.url, 1, 0);
}, 120_000);

afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

/** What lists of tags would miss, or show though it is not so. */
const wrong = () => db.$queryRaw<unknown[]>`
  WITH listed AS (
    SELECT id, tag, creator_id, published_at, amount, popularity FROM item, unnest(tags) AS tag WHERE status = 'listed'),
  kept AS (SELECT item_id, tag, creator_id, published_at, amount, popularity FROM item_tag)
  (TABLE listed EXCEPT TABLE kept) UNION ALL (TABLE kept EXCEPT TABLE listed)`;

it("tags are counted as pieces come, change and go, and lists of a tag have those pieces", async () => {
  const of = async (tag: string) => (await db.tagTotal.findUnique({ where: { tag } }))?.items;
  const id = itemId(5);
  await db.item.update({ where: { id }, data: { tags: ["one-of-a-kind", "another"] } });
  expect([await of("one-of-a-kind"), await of("another")]).toEqual([1, 1]);
  await db.item.update({ where: { id }, data: { tags: ["another"] } });
  expect([await of("one-of-a-kind"), await of("another")]).toEqual([undefined, 1]);
  expect(await wrong()).toEqual([]);
  const changed = { amount: 7n, popularity: 8n, publishedAt: new Date() };
  expect((await db.item.updateMany({ where: { tags: { has: "bakelfen" } }, data: changed })).count).toBeGreaterThan(1);
  expect(await wrong()).toEqual([]);
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
  expect([await db.tagTotal.count(), await db.itemTag.count()]).toEqual([0, 0]);
  await db.item.updateMany({ data: { status: "listed" } });
  expect(await wrong()).toEqual([]);
});

it("pieces that were listed before there were lists of tags are in them, also if writing those was cut off", async () => {
  const sql = readFileSync(join(MIGRATIONS, "20261130121000_tags_of_listed_pieces/migration.sql"), "utf8");
  await db.item.update({ where: { id: itemId(9) }, data: { status: "unlisted" } });
  await db.$executeRaw`DELETE FROM item_tag WHERE item_id > ${itemId(1_200)}`;
  await db.$executeRawUnsafe(sql);
  expect(await wrong()).toEqual([]);
});
