// SQL of what operators hide and suspend. Creators are locked before their items, and items in the order of their ids.
import type { ItemStatus, Moderation } from "../catalog/codecs";
import type { Tx } from "../db/client";

/** Locks the creator of an item against a suspension; false if there is no such item. */
export async function lockSeller(tx: Tx, itemId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM creator WHERE id = (SELECT creator_id FROM item WHERE id = ${itemId}) FOR SHARE`;
  return rows.length === 1;
}

export interface ModeratedItem {
  status: ItemStatus;
  isSuspended: boolean;
  /** What it was before it was hidden; null unless it is. */
  statusBefore: ItemStatus | null;
  hidden: Moderation | null;
}

export async function lockItem(tx: Tx, itemId: string): Promise<ModeratedItem> {
  const [row] = await tx.$queryRaw<ModeratedItem[]>`
    SELECT i.status::text AS status, c.suspended_at IS NOT NULL AS "isSuspended", h.status_before::text AS "statusBefore",
           CASE WHEN h.item_id IS NOT NULL THEN json_build_object('reason', h.reason, 'note', h.note) END AS hidden
      FROM item i JOIN creator c ON c.id = i.creator_id
      LEFT JOIN hidden_item h ON h.item_id = i.id AND i.status = 'hidden'
     WHERE i.id = ${itemId} FOR NO KEY UPDATE OF i`;
  if (!row) throw new Error(`there is no item ${itemId} to moderate`);
  return row;
}

/** Hides an item that is public, or says anew why it is hidden. */
export async function markHidden(tx: Tx, itemId: string, { reason, note }: Moderation, at: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO hidden_item (item_id, reason, note, status_before, at)
    SELECT id, ${reason}, ${note}, status, ${at} FROM item WHERE id = ${itemId}
    ON CONFLICT (item_id) DO UPDATE SET reason = excluded.reason, note = excluded.note, at = excluded.at, with_creator = false,
      status_before = CASE WHEN excluded.status_before = 'hidden' THEN hidden_item.status_before ELSE excluded.status_before END`;
  await tx.$executeRaw`UPDATE item SET status = 'hidden' WHERE id = ${itemId} AND status <> 'hidden'`;
}

export async function markRestored(tx: Tx, itemId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE item SET status = h.status_before FROM hidden_item h WHERE h.item_id = item.id AND item.id = ${itemId}`;
  await tx.$executeRaw`DELETE FROM hidden_item WHERE item_id = ${itemId}`;
}

/** Why a creator is suspended; undefined for nobody, null for one who is not. */
export async function lockCreator(tx: Tx, creatorId: string): Promise<Moderation | null | undefined> {
  const [row] = await tx.$queryRaw<{ suspension: Moderation | null }[]>`
    SELECT CASE WHEN suspended_at IS NOT NULL THEN json_build_object('reason', suspension_reason, 'note', suspension_note) END AS suspension
      FROM creator WHERE id = ${creatorId} FOR NO KEY UPDATE`;
  return row?.suspension;
}

export interface Unscheduled {
  id: string;
  scheduledFor: Date;
}

export interface Suspended {
  /** How many pieces are hidden with the creator. */
  items: number;
  /** How many have become drafts. */
  unscheduled: number;
  /** The first of these, in the order of their times. */
  firstUnscheduled: Unscheduled[];
}

/** Of a locked creator. `most`: how many of those that were scheduled are named. */
export async function markSuspended(
  tx: Tx,
  creatorId: string,
  { reason, note }: Moderation,
  at: Date,
  most: number,
): Promise<Suspended> {
  await tx.$executeRaw`
    UPDATE creator SET suspended_at = coalesce(suspended_at, ${at}), suspension_reason = ${reason}, suspension_note = ${note} WHERE id = ${creatorId}`;
  await tx.$executeRaw`
    SELECT FROM item WHERE creator_id = ${creatorId} AND status IN ('listed', 'unlisted', 'scheduled', 'hidden') ORDER BY id FOR NO KEY UPDATE`;
  await tx.$executeRaw`
    INSERT INTO hidden_item (item_id, reason, note, status_before, with_creator, at)
    SELECT id, ${reason}, ${note}, status, true, ${at} FROM item
     WHERE creator_id = ${creatorId} AND status IN ('listed', 'unlisted')
    ON CONFLICT (item_id) DO UPDATE SET reason = excluded.reason, note = excluded.note, at = excluded.at, with_creator = true,
      status_before = excluded.status_before`;
  await tx.$executeRaw`
    UPDATE hidden_item h SET reason = ${reason}, note = ${note} FROM item i
     WHERE i.id = h.item_id AND i.creator_id = ${creatorId} AND h.with_creator`;
  const firstUnscheduled = await tx.$queryRaw<Unscheduled[]>`
    SELECT id, scheduled_for AS "scheduledFor" FROM item WHERE creator_id = ${creatorId} AND status = 'scheduled'
     ORDER BY scheduled_for, id LIMIT ${most}`;
  const unscheduled = await tx.$executeRaw`
    UPDATE item SET status = 'draft', scheduled_for = NULL WHERE creator_id = ${creatorId} AND status = 'scheduled'`;
  const items = await tx.$executeRaw`
    UPDATE item SET status = 'hidden' WHERE creator_id = ${creatorId} AND status IN ('listed', 'unlisted')`;
  return { items, unscheduled, firstUnscheduled };
}

/** Of a locked creator. Says how many pieces are restored with them; what was hidden by itself stays so. */
export async function markReinstated(tx: Tx, creatorId: string): Promise<number> {
  await tx.$executeRaw`
    UPDATE creator SET suspended_at = NULL, suspension_reason = NULL, suspension_note = NULL WHERE id = ${creatorId}`;
  await tx.$executeRaw`SELECT FROM item WHERE creator_id = ${creatorId} AND status = 'hidden' ORDER BY id FOR NO KEY UPDATE`;
  const restored = await tx.$executeRaw`
    UPDATE item SET status = h.status_before FROM hidden_item h
     WHERE h.item_id = item.id AND item.creator_id = ${creatorId} AND item.status = 'hidden' AND h.with_creator`;
  await tx.$executeRaw`
    DELETE FROM hidden_item h USING item i WHERE i.id = h.item_id AND i.creator_id = ${creatorId} AND h.with_creator`;
  return restored;
}
