// One creator with as many pieces as there may be: a page of them costs and weighs what a page does, and no further one is begun.
import { afterAll, beforeAll, expect, it } from "vitest";
import { saveCreator } from "../../lib/catalog/creators/save-creator";
import { createItem } from "../../lib/catalog/items/create-item";
import { findFirstPieces, listOwnItems } from "../../lib/catalog/items/list-own-items";
import { removeItem } from "../../lib/catalog/items/publish-item";
import { piecesMax } from "../../lib/catalog/limits";
import { createDb, type Db } from "../../lib/db/client";
import { toAddress } from "../../lib/kernel/address";
import { systemClock } from "../../lib/kernel/clock";
import { createDatabase, type TestDatabase } from "../support/database";

const ADA = toAddress(`0x${"a1".repeat(20)}`);
const BOB = toAddress(`0x${"b2".repeat(20)}`);
let database: TestDatabase;
let db: Db;
const deps = () => ({ db, clock: systemClock });
const begin = (wallet: typeof ADA, title: string) => createItem(deps(), wallet, { kind: "article", price: 1n, title });

beforeAll(async () => {
  database = await createDatabase();
  db = createDb(database.url);
  await saveCreator(deps(), ADA, { handle: "ada", displayName: "Ada" });
  await saveCreator(deps(), BOB, { handle: "bob", displayName: "Bob" });
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

it("as many pieces as there may be are paged, each once, and no further one is begun until one is taken down", async () => {
  const { id } = await begin(ADA, "A piece");
  // Three share each instant, so that the order needs the id.
  await db.pool.query(
    `INSERT INTO item (id, creator_id, kind, slug, amount, tags, updated_at)
     SELECT 'item_' || lpad(n::text, 26, '0'), creator_id, kind, 'piece-' || n, amount, tags, now() - (n / 3) * interval '1 second'
       FROM item, generate_series(1, $2::int - 1) n WHERE id = $1`,
    [id, piecesMax],
  );
  await db.pool.query(
    `INSERT INTO item_version (id, item_id, number, title, headings, sha256)
     SELECT 'ver_' || substr(i.id, 6), i.id, 1, 'Piece', '{}', '' FROM item i WHERE draft_version_id IS NULL`,
  );
  await db.pool.query("UPDATE item SET draft_version_id = 'ver_' || substr(id, 6) WHERE draft_version_id IS NULL");

  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { rows, next } = await listOwnItems(deps(), ADA, { cursor });
    expect(rows.length).toBeLessThanOrEqual(50);
    seen.push(...rows.map((row) => row.id));
    cursor = next ?? undefined;
  } while (cursor);
  expect([seen.length, new Set(seen).size]).toEqual([piecesMax, piecesMax]);

  await expect(begin(ADA, "One too many")).rejects.toMatchObject({ code: "quota_exceeded" });
  expect((await begin(BOB, "Another's")).title).toBe("Another's");
  await removeItem(deps(), ADA, seen[7] ?? "");
  expect((await begin(ADA, "In its place")).title).toBe("In its place");
});

it("a list is refused where its cursor is not one of ours", async () => {
  await expect(listOwnItems(deps(), ADA, { cursor: "nonsense" })).rejects.toMatchObject({ code: "invalid_request" });
});

it("pieces of one title, begun at once, each have an address of their own", async () => {
  const begun = await Promise.all(Array.from({ length: 12 }, () => begin(BOB, "The same title")));
  expect(new Set(begun.map(({ slug }) => slug)).size).toBe(12);
});

it("what the first steps know is of all pieces, not of the last fifty", async () => {
  const { id } = await db.creator.findUniqueOrThrow({ where: { wallet: ADA } });
  const [newest] = (await listOwnItems(deps(), ADA)).rows;
  expect(await findFirstPieces(deps(), id)).toEqual({ newestId: newest?.id, publishedSlug: null });
  await db.pool.query("UPDATE item SET status = 'listed', published_at = now() WHERE slug = 'piece-4000'");
  expect(await findFirstPieces(deps(), id)).toMatchObject({ publishedSlug: "piece-4000" });
});

it("no list in the database is NULL, whoever writes it", async () => {
  const { rows } = await db.pool.query(
    `SELECT table_name || '.' || column_name AS list FROM information_schema.columns
      WHERE table_schema = 'public' AND data_type = 'ARRAY' AND is_nullable = 'YES'`,
  );
  expect(rows).toEqual([]);
});
