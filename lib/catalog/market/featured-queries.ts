// SQL of what was chosen for the front of the market.
import type { Tx } from "../../db/client";

/** Those of these items that are listed. */
export async function selectListedIds(tx: Tx, itemIds: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM item WHERE id = ANY(${itemIds}) AND status = 'listed'`;
  return rows.map(({ id }) => id);
}

/** What is chosen. One at a time: two that choose at once leave the choice of the later. */
export async function lockFeatured(tx: Tx): Promise<string[]> {
  await tx.$executeRaw`LOCK TABLE featured IN SHARE ROW EXCLUSIVE MODE`;
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT item_id AS id FROM featured ORDER BY position`;
  return rows.map(({ id }) => id);
}

export async function replaceFeatured(tx: Tx, itemIds: string[]): Promise<void> {
  await tx.$executeRaw`DELETE FROM featured`;
  await tx.$executeRaw`
    INSERT INTO featured (item_id, position) SELECT id, at FROM unnest(${itemIds}::text[]) WITH ORDINALITY AS chosen (id, at)`;
}
