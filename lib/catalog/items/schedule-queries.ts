// SQL of due items: found without a lock, then locked one by one.
import type { Db, Tx } from "../../db/client";

/** Ids of due items, the longest overdue first. */
export async function selectDue(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM item WHERE status = 'scheduled' AND scheduled_for <= ${now}::timestamptz ORDER BY scheduled_for LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** Locks an item's creator against a suspension, which makes drafts of what is scheduled. */
export async function lockSeller(tx: Tx, itemId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM creator WHERE id = (SELECT creator_id FROM item WHERE id = ${itemId}) FOR SHARE`;
}

/** Locks a due item; false if another process holds it or it is no longer due. */
export async function lockDue(tx: Tx, id: string, now: Date): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM item WHERE id = ${id} AND status = 'scheduled' AND scheduled_for <= ${now}::timestamptz
       FOR NO KEY UPDATE SKIP LOCKED`;
  return rows.length === 1;
}
