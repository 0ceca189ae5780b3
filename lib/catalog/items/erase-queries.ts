// SQL of erasing what was taken down. Such an item has a draft for as long as nobody has looked at it.
import type { Db, Tx } from "../../db/client";

/** Takes the drafts from what was sold, and says no more of it: it stays for its buyers. */
export async function settleSold(db: Db, before: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE item i SET draft_version_id = NULL
     WHERE i.status = 'removed' AND i.draft_version_id IS NOT NULL AND i.updated_at < ${before}
       AND EXISTS (SELECT FROM entitlement e WHERE e.item_id = i.id)`;
}

export interface Erasable {
  id: string;
  wasPublic: boolean;
}

/** Items for which there is not even an attempt to pay, locked against one. */
export function lockUnsold(tx: Tx, before: Date, limit: number): Promise<Erasable[]> {
  return tx.$queryRaw<Erasable[]>`
    SELECT i.id, i.published_version_id IS NOT NULL AS "wasPublic" FROM item i
     WHERE i.status = 'removed' AND i.draft_version_id IS NOT NULL AND i.updated_at < ${before}
       AND NOT EXISTS (SELECT FROM purchase p WHERE p.item_id = i.id)
     ORDER BY i.updated_at LIMIT ${limit} FOR UPDATE OF i SKIP LOCKED`;
}

/** All but the item's row and its published version, of which only the address and the figures are left. */
export async function eraseContent(tx: Tx, itemIds: string[]): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM version_file WHERE version_id IN (SELECT id FROM item_version WHERE item_id = ANY(${itemIds}))`;
  await tx.$executeRaw`DELETE FROM upload WHERE item_id = ANY(${itemIds})`;
  await tx.$executeRaw`DELETE FROM file WHERE item_id = ANY(${itemIds})`;
  await tx.$executeRaw`
    DELETE FROM item_version v USING item i
     WHERE i.id = ANY(${itemIds}) AND v.item_id = i.id AND v.id IS DISTINCT FROM i.published_version_id`;
  await tx.$executeRaw`
    UPDATE item_version SET title = '', dek = '', preview = '', content = '', headings = '{}' WHERE item_id = ANY(${itemIds})`;
  // The search's row is written anew from these (a trigger).
  await tx.$executeRaw`UPDATE item SET tags = '{}', draft_version_id = NULL WHERE id = ANY(${itemIds})`;
}

/** The rows of items that were never public, and what hangs on them. */
export async function eraseItems(tx: Tx, itemIds: string[]): Promise<void> {
  await tx.$executeRaw`DELETE FROM item_price WHERE item_id = ANY(${itemIds})`;
  await tx.$executeRaw`DELETE FROM former_slug WHERE item_id = ANY(${itemIds})`;
  await tx.$executeRaw`DELETE FROM item_search WHERE item_id = ANY(${itemIds})`;
  await tx.$executeRaw`DELETE FROM item WHERE id = ANY(${itemIds})`;
}
