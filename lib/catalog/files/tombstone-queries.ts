// Rows of stored bytes that are to be removed, and whose the store is.
import type { Db } from "../../db/client";

export async function getShopId(db: Db): Promise<string> {
  const [shop] = await db.$queryRaw<{ id: string }[]>`SELECT id::text FROM shop`;
  if (!shop) throw new Error("the table shop has lost its row");
  return shop.id;
}

export async function bury(db: Db, storageKeys: string[]): Promise<void> {
  await db.$executeRaw`INSERT INTO storage_tombstone (storage_key) SELECT unnest(${storageKeys}::text[])`;
}

/** Drops the tombstones of what is in use: of pictures that were stored and then named. */
export async function dropTombstonesInUse(db: Db): Promise<void> {
  await db.$executeRaw`
    DELETE FROM storage_tombstone t
     WHERE due_at <= now()
       AND (EXISTS (SELECT FROM file WHERE storage_key = t.storage_key) OR EXISTS (SELECT FROM upload WHERE storage_key = t.storage_key)
         OR EXISTS (SELECT FROM picture_size WHERE storage_key = t.storage_key)
         OR EXISTS (SELECT FROM item_picture_size WHERE storage_key = t.storage_key))`;
}

/** Keys that are due, those that wait longest first. */
export async function listDue(db: Db, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ key: string }[]>`
    SELECT storage_key AS key FROM storage_tombstone WHERE due_at <= now() ORDER BY due_at LIMIT ${limit}`;
  return rows.map(({ key }) => key);
}

export async function dropTombstone(db: Db, storageKey: string): Promise<void> {
  await db.$executeRaw`DELETE FROM storage_tombstone WHERE storage_key = ${storageKey}`;
}

/** About how many stored files are named, as PostgreSQL keeps it for its plans. */
export async function estimateStored(db: Db): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT coalesce(sum(greatest(reltuples, 0)), 0)::float8 AS count
      FROM pg_class WHERE oid IN ('file'::regclass, 'picture_size'::regclass, 'item_picture_size'::regclass)`;
  return row?.count ?? 0;
}
