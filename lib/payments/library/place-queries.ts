// SQL of how far a wallet has read what it bought.
import type { Db } from "../../db/client";
import type { Address } from "../../kernel/address";

/** False for what the wallet does not own. */
export async function upsertPlace(db: Db, wallet: Address, itemId: string, fraction: number, at: Date): Promise<boolean> {
  const written = await db.$executeRaw`
    INSERT INTO reading_place (wallet, item_id, fraction, at)
    SELECT wallet, item_id, ${fraction}::real, ${at} FROM entitlement WHERE item_id = ${itemId} AND wallet = ${wallet}
    ON CONFLICT (wallet, item_id) DO UPDATE SET fraction = excluded.fraction, at = excluded.at`;
  return written > 0;
}

export async function deletePlaces(db: Db, wallet: Address): Promise<void> {
  await db.$executeRaw`DELETE FROM reading_place WHERE wallet = ${wallet}`;
}
