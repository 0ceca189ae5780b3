// SQL of erasing what was taken down. Such an item has a draft for as long as nobody has looked at it.
import type { Tx } from "../../db/client";
import { Prisma } from "../../db/generated/client";

/** Versions of sold items that nobody may read: never published, and in nobody's payment. */
const unread = (before: Date) => Prisma.sql`
  SELECT v.id, v.is_autosave AS "isAutosave" FROM item_version v JOIN item i ON i.id = v.item_id
   WHERE i.status = 'removed' AND i.draft_version_id IS NOT NULL AND i.updated_at < ${before} AND v.published_at IS NULL
     AND EXISTS (SELECT FROM entitlement e WHERE e.item_id = i.id) AND NOT EXISTS (SELECT FROM purchase p WHERE p.version_id = v.id)`;

/**
 * Erases the drafts of what was sold, and says no more of it: what was published stays for its buyers. Of a draft that was saved on request
 * the row stays, without words: receipts count it among those before theirs.
 */
export async function settleSold(tx: Tx, before: Date): Promise<void> {
  const versions = await tx.$queryRaw<{ id: string; isAutosave: boolean }[]>`${unread(before)}`;
  const ids = versions.map(({ id }) => id);
  const uncounted = versions.filter(({ isAutosave }) => isAutosave).map(({ id }) => id);
  await tx.$executeRaw`DELETE FROM version_file WHERE version_id = ANY(${ids})`;
  await tx.$executeRaw`
    UPDATE item i SET draft_version_id = NULL
     WHERE i.status = 'removed' AND i.draft_version_id IS NOT NULL AND i.updated_at < ${before}
       AND EXISTS (SELECT FROM entitlement e WHERE e.item_id = i.id)`;
  await tx.$executeRaw`DELETE FROM item_version WHERE id = ANY(${uncounted})`;
  await tx.$executeRaw`
    UPDATE item_version SET title = '', dek = '', preview = '', content = '', headings = '{}', sha256 = '', bytes = 0, words = 0,
           preview_words = 0
     WHERE id = ANY(${ids})`;
}

export interface Erasable {
  id: string;
  wasPublic: boolean;
}

/** Items that nobody paid for, nor can by what was signed and shown; locked against attempts to. */
export function lockUnsold(tx: Tx, before: Date, limit: number): Promise<Erasable[]> {
  return tx.$queryRaw<Erasable[]>`
    SELECT i.id, i.published_version_id IS NOT NULL OR EXISTS (SELECT FROM purchase p WHERE p.item_id = i.id) AS "wasPublic"
      FROM item i
     WHERE i.status = 'removed' AND i.draft_version_id IS NOT NULL AND i.updated_at < ${before}
       AND NOT may_be_paid(i.id)
     ORDER BY i.updated_at LIMIT ${limit} FOR UPDATE OF i SKIP LOCKED`;
}

/** Before rows of several creators go by several statements: what else deletes takes uploads first too, and then sums, in this order. */
async function lockStored(tx: Tx, itemIds: string[]): Promise<void> {
  await tx.$executeRaw`SELECT FROM upload WHERE item_id = ANY(${itemIds}) ORDER BY id FOR UPDATE`;
  await tx.$executeRaw`
    SELECT FROM creator_storage WHERE creator_id IN (SELECT creator_id FROM item WHERE id = ANY(${itemIds}))
     ORDER BY creator_id FOR NO KEY UPDATE`;
}

/** All but the item's row, its published version and those that a payment in vain names: of these the address and figures are left. */
export async function eraseContent(tx: Tx, itemIds: string[]): Promise<void> {
  await lockStored(tx, itemIds);
  await tx.$executeRaw`
    DELETE FROM version_file WHERE version_id IN (SELECT id FROM item_version WHERE item_id = ANY(${itemIds}))`;
  await tx.$executeRaw`DELETE FROM upload WHERE item_id = ANY(${itemIds})`;
  await tx.$executeRaw`DELETE FROM file WHERE item_id = ANY(${itemIds})`;
  await tx.$executeRaw`DELETE FROM item_picture WHERE item_id = ANY(${itemIds})`;
  await tx.$executeRaw`
    DELETE FROM item_version v USING item i
     WHERE i.id = ANY(${itemIds}) AND v.item_id = i.id AND v.id IS DISTINCT FROM i.published_version_id
       AND NOT EXISTS (SELECT FROM purchase p WHERE p.version_id = v.id)`;
  await tx.$executeRaw`
    UPDATE item_version SET title = '', dek = '', preview = '', content = '', headings = '{}' WHERE item_id = ANY(${itemIds})`;
  await tx.$executeRaw`DELETE FROM picture WHERE id IN (SELECT cover_id FROM item WHERE id = ANY(${itemIds}))`;
  await tx.$executeRaw`UPDATE item SET tags = '{}', cover_alt = '', draft_version_id = NULL WHERE id = ANY(${itemIds})`;
}

/** The rows of items that were never public nor asked for, and what hangs on them. */
export async function eraseItems(tx: Tx, itemIds: string[]): Promise<void> {
  await tx.$executeRaw`DELETE FROM item_price WHERE item_id = ANY(${itemIds})`;
  await tx.$executeRaw`DELETE FROM former_slug WHERE item_id = ANY(${itemIds})`;
  await tx.$executeRaw`DELETE FROM item_search WHERE item_id = ANY(${itemIds})`;
  await tx.$executeRaw`DELETE FROM item WHERE id = ANY(${itemIds})`;
}
