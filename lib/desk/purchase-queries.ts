// SQL by which operators find purchases. Each reads by an index and no more than a page, however much was sold.
import type { Db } from "../db/client";
import { Prisma } from "../db/generated/client";
import type { Address, Hash } from "../kernel/address";
import type { CursorKey } from "../kernel/cursor";
import type { DeskPurchase } from "./codecs";

export type PurchasesOf =
  | { purchaseId: string }
  | { transaction: Hash }
  | { wallet: Address }
  | { itemId: string }
  | { creatorId: string };

interface Place {
  after: CursorKey | undefined;
  limit: number;
  /** Of the rails. */
  chainIds: number[];
}

/** An entitlement stays while its purchase is settled again. */
const isConfirmed = Prisma.sql`(SELECT state FROM purchase WHERE id = e.purchase_id) = 'confirmed'`;

/** Ids with the time that orders them. */
function idsOf(of: PurchasesOf, { after, limit, chainIds }: Place): Prisma.Sql {
  const before = (time: Prisma.Sql, id: Prisma.Sql) =>
    after ? Prisma.sql`AND (${time}, ${id}) < (${after[0]}::timestamptz, ${after[1]})` : Prisma.empty;
  if ("purchaseId" in of) return Prisma.sql`SELECT id, created_at AS at FROM purchase WHERE id = ${of.purchaseId}`;
  if ("transaction" in of)
    return Prisma.sql`
      SELECT purchase_id AS id, settled_at AS at FROM settlement
       WHERE chain_id = ANY(${chainIds}) AND transaction = ${of.transaction} ${before(Prisma.sql`settled_at`, Prisma.sql`purchase_id`)}
       ORDER BY settled_at DESC, purchase_id DESC LIMIT ${limit}`;
  if ("itemId" in of)
    return Prisma.sql`
      SELECT purchase_id AS id, settled_at AS at FROM settlement
       WHERE item_id = ${of.itemId} ${before(Prisma.sql`settled_at`, Prisma.sql`purchase_id`)}
       ORDER BY settled_at DESC, purchase_id DESC LIMIT ${limit}`;
  if ("creatorId" in of)
    return Prisma.sql`
      SELECT id, created_at AS at FROM purchase
       WHERE creator_id = ${of.creatorId} ${before(Prisma.sql`created_at`, Prisma.sql`id`)} ORDER BY created_at DESC, id DESC LIMIT ${limit}`;
  return Prisma.sql`
    (SELECT purchase_id AS id, created_at AS at FROM entitlement e
      WHERE wallet = ${of.wallet} AND ${isConfirmed} ${before(Prisma.sql`created_at`, Prisma.sql`purchase_id`)}
      ORDER BY created_at DESC, purchase_id DESC LIMIT ${limit})
    UNION ALL
    (SELECT id, created_at AS at FROM purchase
      WHERE payer = ${of.wallet} AND state <> 'confirmed' ${before(Prisma.sql`created_at`, Prisma.sql`id`)}
      ORDER BY created_at DESC, id DESC LIMIT ${limit})`;
}

export interface PurchaseRow extends Omit<DeskPurchase, "item"> {
  itemId: string;
  title: string;
  slug: string;
  handle: string;
  /** What orders it. */
  at: Date;
}

/** The newest first. */
export function selectPurchases(db: Db, of: PurchasesOf, place: Place): Promise<PurchaseRow[]> {
  return db.$queryRaw<PurchaseRow[]>`
    SELECT p.id, p.state::text AS state, p.reason, p.item_id AS "itemId", v.title, i.slug, c.handle, 'eip155:' || p.chain_id AS network,
           p.payer, p.pay_to AS "payTo", p.amount, p.payer_kind::text AS "payerKind", coalesce(s.transaction, t.transaction) AS transaction,
           p.created_at AS "createdAt", s.settled_at AS "settledAt", p.delivered_at AS "deliveredAt", found.at
      FROM (SELECT id, at FROM (${idsOf(of, place)}) ids ORDER BY at DESC, id DESC LIMIT ${place.limit}) found
      CROSS JOIN LATERAL (SELECT * FROM purchase WHERE id = found.id LIMIT 1) p
      JOIN item i ON i.id = p.item_id JOIN creator c ON c.id = i.creator_id JOIN item_version v ON v.id = p.version_id
      LEFT JOIN settlement s ON s.purchase_id = p.id
      LEFT JOIN LATERAL (
        SELECT transaction FROM settlement_attempt WHERE purchase_id = p.id AND transaction IS NOT NULL ORDER BY created_at DESC LIMIT 1) t ON true
     ORDER BY found.at DESC, found.id DESC`;
}
