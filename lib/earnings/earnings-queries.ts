// Sums and series over settlements of one creator. Every statement is bound to the creator's wallet and walks its index.
import type { Db } from "../db/client";
import { Prisma } from "../db/generated/client";
import type { Address } from "../kernel/address";
import type { CursorKey } from "../kernel/cursor";
import type { EarningsDay, EarningsTotals, ItemEarnings, Sale } from "./codecs";

const creatorIs = (wallet: Address) => Prisma.sql`s.creator_id = (SELECT id FROM creator WHERE wallet = ${wallet})`;

/** Instants: the UTC midnights at which the last 7 and the last 30 days began. */
export async function selectTotals(db: Db, wallet: Address, since7: Date, since30: Date): Promise<EarningsTotals> {
  const [row] = await db.$queryRaw<EarningsTotals[]>`
    SELECT coalesce(sum(s.amount) FILTER (WHERE s.settled_at >= ${since7}::timestamptz), 0)::bigint AS "last7Days",
           coalesce(sum(s.amount) FILTER (WHERE s.settled_at >= ${since30}::timestamptz), 0)::bigint AS "last30Days",
           coalesce(sum(s.amount), 0)::bigint AS "allTime", count(*)::int AS sales, count(DISTINCT p.payer)::int AS buyers
      FROM settlement s JOIN purchase p ON p.id = s.purchase_id WHERE ${creatorIs(wallet)}`;
  return row ?? { last7Days: 0n, last30Days: 0n, allTime: 0n, sales: 0, buyers: 0 };
}

/** Days with sales only, in UTC. */
export function selectDays(db: Db, wallet: Address, since: Date): Promise<EarningsDay[]> {
  return db.$queryRaw<EarningsDay[]>`
    SELECT to_char(s.settled_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, sum(s.amount)::bigint AS amount, count(*)::int AS sales
      FROM settlement s WHERE ${creatorIs(wallet)} AND s.settled_at >= ${since}::timestamptz GROUP BY 1 ORDER BY 1`;
}

/** Highest earnings first. Titles are the current ones. */
export function selectItems(db: Db, wallet: Address): Promise<ItemEarnings[]> {
  return db.$queryRaw<ItemEarnings[]>`
    SELECT i.id AS "itemId", i.slug, v.title, s.amount, s.sales
      FROM (SELECT s.item_id, sum(s.amount)::bigint AS amount, count(*)::int AS sales
              FROM settlement s WHERE ${creatorIs(wallet)} GROUP BY s.item_id) s
      JOIN item i ON i.id = s.item_id JOIN item_version v ON v.id = i.published_version_id
     ORDER BY s.amount DESC, i.id`;
}

/** Latest first. */
export function selectSales(db: Db, wallet: Address, after: CursorKey | undefined, limit: number): Promise<Sale[]> {
  const older = after ? Prisma.sql`AND (s.settled_at, s.purchase_id) < (${after[0]}::timestamptz, ${after[1]})` : Prisma.empty;
  return db.$queryRaw<Sale[]>`
    SELECT s.purchase_id AS id, s.item_id AS "itemId", v.title, s.amount, p.payer, p.payer_kind::text AS "payerKind",
           s.transaction, s.settled_at AS "settledAt"
      FROM settlement s JOIN purchase p ON p.id = s.purchase_id JOIN item_version v ON v.id = p.version_id
     WHERE ${creatorIs(wallet)} ${older} ORDER BY s.settled_at DESC, s.purchase_id DESC LIMIT ${limit}`;
}
