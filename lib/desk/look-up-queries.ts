// SQL by which operators find pieces and creators. Each reads by an index and no more than a page.
import type { Db } from "../db/client";
import { Prisma } from "../db/generated/client";
import type { Address } from "../kernel/address";
import type { CursorKey } from "../kernel/cursor";
import type { DeskCreator, DeskItem } from "./codecs";

type CreatorKey = { creatorId: string } | { wallet: Address };

export async function selectCreator(db: Db, key: CreatorKey): Promise<DeskCreator | undefined> {
  const [row] = await db.$queryRaw<DeskCreator[]>`
    SELECT c.id, c.handle, c.display_name AS "displayName", c.wallet, c.pay_to AS "payTo", c.created_at AS "createdAt",
           coalesce(t.sales, 0)::int AS sales,
           CASE WHEN c.suspended_at IS NOT NULL THEN json_build_object('reason', c.suspension_reason, 'note', c.suspension_note) END AS suspension
      FROM creator c LEFT JOIN creator_total t ON t.creator_id = c.id 
     WHERE ${"wallet" in key ? Prisma.sql`c.wallet = ${key.wallet}` : Prisma.sql`c.id = ${key.creatorId}`}`;
  return row;
}

export interface ItemRow extends DeskItem {
  creatorId: string;
  updatedAt: Date;
}

const columns = Prisma.sql`
  i.id, coalesce(v.title, '') AS title, i.kind::text AS kind, i.status::text AS status, i.slug, c.handle, i.amount,
  i.published_at AS "publishedAt", i.creator_id AS "creatorId", i.updated_at AS "updatedAt",
  CASE WHEN i.status = 'hidden' THEN (
    SELECT json_build_object('reason', h.reason, 'note', h.note) FROM hidden_item h WHERE h.item_id = i.id) END AS hidden,
  (SELECT count(*)::int FROM (SELECT FROM report r WHERE r.item_id = i.id AND r.closed_at IS NULL LIMIT 100) r) AS "openReports"`;

/** Of what was never published nothing is shown: drafts are their creator's. */
const source = Prisma.sql`JOIN creator c ON c.id = i.creator_id JOIN item_version v ON v.id = i.published_version_id`;

export async function selectItem(db: Db, itemId: string): Promise<ItemRow | undefined> {
  const [row] = await db.$queryRaw<ItemRow[]>`SELECT ${columns} FROM item i ${source} WHERE i.id = ${itemId}`;
  return row;
}

/** What a creator has published and not taken down, the last changed first. */
export function selectItemsOf(db: Db, creatorId: string, after: CursorKey | undefined, limit: number): Promise<ItemRow[]> {
  const further = after ? Prisma.sql`AND (o.updated_at, o.id) < (${after[0]}::timestamptz, ${after[1]})` : Prisma.empty;
  return db.$queryRaw<ItemRow[]>`
    SELECT ${columns}
      FROM (SELECT * FROM item o WHERE o.creator_id = ${creatorId} AND o.status <> 'removed' AND o.published_version_id IS NOT NULL ${further}
             ORDER BY o.updated_at DESC, o.id DESC LIMIT ${limit}) i ${source}
     ORDER BY i.updated_at DESC, i.id DESC`;
}
