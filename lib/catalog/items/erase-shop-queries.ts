// SQL of closing a creator's shop.
import type { Tx } from "../../db/client";
import type { Address } from "../../kernel/address";

/** The id of the wallet's creator, locked until the transaction ends. */
export async function lockShop(tx: Tx, wallet: Address): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM creator WHERE wallet = ${wallet} FOR NO KEY UPDATE`;
  return row?.id;
}

/** Takes everything down; the slugs of what was never public become free. In the order in which others lock items. */
export async function removeItems(tx: Tx, creatorId: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    SELECT FROM item WHERE creator_id = ${creatorId} AND status <> 'removed' ORDER BY id FOR NO KEY UPDATE`;
  await tx.$executeRaw`
    UPDATE item SET status = 'removed', slug = CASE WHEN published_at IS NULL THEN id ELSE slug END,
           scheduled_for = NULL, schedule_missing = '{}', updated_at = ${now}
     WHERE creator_id = ${creatorId} AND status <> 'removed'`;
}

/** The profile without a word or a picture. Covers stay where somebody bought the piece. */
export async function blankProfile(tx: Tx, creatorId: string, handle: string, displayName: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE creator SET handle = ${handle}, display_name = ${displayName}, bio = '', links = '{}', avatar_id = NULL
     WHERE id = ${creatorId}`;
  await tx.$executeRaw`
    DELETE FROM picture WHERE creator_id = ${creatorId} AND NOT EXISTS (
      SELECT FROM item i JOIN entitlement e ON e.item_id = i.id WHERE i.cover_id = picture.id)`;
  await tx.$executeRaw`UPDATE item SET cover_alt = '' WHERE creator_id = ${creatorId} AND cover_id IS NULL AND cover_alt <> ''`;
}
