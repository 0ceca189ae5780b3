// SQL of closing a creator's shop.
import type { Tx } from "../../db/client";
import type { Address } from "../../kernel/address";

/** The id of the wallet's creator, locked until the transaction ends. */
export async function lockShop(tx: Tx, wallet: Address): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM creator WHERE wallet = ${wallet} FOR NO KEY UPDATE`;
  return row?.id;
}

/** Takes everything down; the slugs of what was never public become free. */
export async function removeItems(tx: Tx, creatorId: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE item SET status = 'removed', slug = CASE WHEN published_at IS NULL THEN id ELSE slug END, cover_id = NULL, cover_alt = '',
           scheduled_for = NULL, schedule_missing = '{}', updated_at = ${now}
     WHERE creator_id = ${creatorId} AND status <> 'removed'`;
}

/** The profile without a word or a picture. */
export async function blankProfile(tx: Tx, creatorId: string, handle: string, displayName: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE creator SET handle = ${handle}, display_name = ${displayName}, bio = '', links = '{}', avatar_id = NULL
     WHERE id = ${creatorId}`;
  await tx.$executeRaw`DELETE FROM picture WHERE creator_id = ${creatorId}`;
}
