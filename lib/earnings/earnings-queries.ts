// Earnings of one creator: sums of what is final, and beside them the settlements that are not final yet, a few minutes' worth.
import type { Db } from "../db/client";
import { Prisma } from "../db/generated/client";
import type { Address } from "../kernel/address";
import type { CursorKey } from "../kernel/cursor";
import type { EarningsDay, EarningsTotals, ItemEarnings, Sale } from "./codecs";

const idOf = (wallet: Address) => Prisma.sql`(SELECT id FROM creator WHERE wallet = ${wallet})`;

/** UTC date of a column's instant. */
const dayOf = (instant: Prisma.Sql) => Prisma.sql`(${instant} AT TIME ZONE 'UTC')::date`;
const settledOn = dayOf(Prisma.sql`s.settled_at`);

/** Instants: the UTC midnights at which the last 7 and the last 30 days began. */
export async function selectTotals(db: Db, wallet: Address, since7: Date, since30: Date): Promise<EarningsTotals> {
  const [row] = await db.$queryRaw<EarningsTotals[]>`
    WITH me AS MATERIALIZED (SELECT ${idOf(wallet)} AS id),
    fresh AS MATERIALIZED (
      SELECT ${settledOn} AS day, s.amount, p.payer
        FROM settlement s JOIN purchase p ON p.id = s.purchase_id
       WHERE s.creator_id = (SELECT id FROM me) AND s.finalized_at IS NULL
    ),
    by_day AS (
      SELECT day, amount FROM creator_day WHERE creator_id = (SELECT id FROM me) AND day >= ${dayOf(Prisma.sql`${since30}::timestamptz`)}
       UNION ALL SELECT day, amount FROM fresh WHERE day >= ${dayOf(Prisma.sql`${since30}::timestamptz`)}
    )
    SELECT (SELECT coalesce(sum(amount) FILTER (WHERE day >= ${dayOf(Prisma.sql`${since7}::timestamptz`)}), 0)::bigint FROM by_day) AS "last7Days",
           (SELECT coalesce(sum(amount), 0)::bigint FROM by_day) AS "last30Days",
           (coalesce(t.amount, 0) + (SELECT coalesce(sum(amount), 0) FROM fresh))::bigint AS "allTime",
           (coalesce(t.sales, 0) + (SELECT count(*) FROM fresh))::int AS sales,
           (coalesce(t.buyers, 0) + (
             SELECT count(DISTINCT f.payer) FROM fresh f
              WHERE NOT EXISTS (SELECT FROM creator_buyer b WHERE b.creator_id = me.id AND b.wallet = f.payer AND b.sales > 0)))::int AS buyers
      FROM me LEFT JOIN creator_total t ON t.creator_id = me.id`;
  return row ?? { last7Days: 0n, last30Days: 0n, allTime: 0n, sales: 0, buyers: 0 };
}

/** Days with sales only, in UTC. */
export function selectDays(db: Db, wallet: Address, since: Date): Promise<EarningsDay[]> {
  const first = dayOf(Prisma.sql`${since}::timestamptz`);
  return db.$queryRaw<EarningsDay[]>`
    SELECT to_char(day, 'YYYY-MM-DD') AS day, sum(amount)::bigint AS amount, sum(sales)::int AS sales
      FROM (SELECT day, amount, person_sales + agent_sales AS sales FROM creator_day
             WHERE creator_id = ${idOf(wallet)} AND day >= ${first} AND person_sales + agent_sales > 0
             UNION ALL
            SELECT ${settledOn}, s.amount, 1 FROM settlement s
             WHERE s.creator_id = ${idOf(wallet)} AND s.finalized_at IS NULL AND ${settledOn} >= ${first}) sold
     GROUP BY 1 ORDER BY 1`;
}

/** Highest earnings first, after the given amount and item. Titles are the current ones. */
export function selectItems(db: Db, wallet: Address, after: CursorKey | undefined, limit: number): Promise<ItemEarnings[]> {
  const key = Prisma.sql`(-amount, item_id)`;
  const rest = after ? Prisma.sql`${key} > (-(${after[0]}::bigint), ${after[1]})` : Prisma.sql`true`;
  return db.$queryRaw<ItemEarnings[]>`
    WITH fresh AS MATERIALIZED (
      SELECT s.item_id, sum(s.amount)::bigint AS amount, count(*)::int AS sales
        FROM settlement s WHERE s.creator_id = ${idOf(wallet)} AND s.finalized_at IS NULL GROUP BY 1
    ),
    final AS (
      SELECT item_id, amount, sales FROM item_total t
       WHERE creator_id = ${idOf(wallet)} AND sales > 0 AND ${after ? Prisma.sql`amount <= ${after[0]}::bigint AND ${rest}` : rest}
         AND NOT EXISTS (SELECT FROM fresh WHERE fresh.item_id = t.item_id)
       ORDER BY amount DESC, item_id LIMIT ${limit}
    ),
    both_kinds AS (
      SELECT item_id, amount, sales FROM final
       UNION ALL
      SELECT f.item_id, f.amount + coalesce(t.amount, 0), f.sales + coalesce(t.sales, 0)
        FROM fresh f LEFT JOIN item_total t ON t.item_id = f.item_id
    )
    SELECT i.id AS "itemId", i.slug, v.title, b.amount, b.sales
      FROM (SELECT item_id, amount, sales FROM both_kinds WHERE ${rest} ORDER BY ${key} LIMIT ${limit}) b
      JOIN item i ON i.id = b.item_id JOIN item_version v ON v.id = i.published_version_id
     ORDER BY b.amount DESC, i.id`;
}

export async function selectItemTitle(db: Db, wallet: Address, itemId: string): Promise<string | null> {
  const [row] = await db.$queryRaw<{ title: string }[]>`
    SELECT v.title FROM item i JOIN item_version v ON v.id = coalesce(i.published_version_id, i.draft_version_id)
     WHERE i.id = ${itemId} AND i.creator_id = ${idOf(wallet)}`;
  return row?.title ?? null;
}

/** Latest first. */
export function selectSales(db: Db, wallet: Address, after: CursorKey | undefined, limit: number): Promise<Sale[]> {
  const older = after ? Prisma.sql`AND (s.settled_at, s.purchase_id) < (${after[0]}::timestamptz, ${after[1]})` : Prisma.empty;
  return db.$queryRaw<Sale[]>`
    SELECT s.purchase_id AS id, s.item_id AS "itemId", v.title, s.amount, p.payer, p.payer_kind::text AS "payerKind",
           s.transaction, s.settled_at AS "settledAt"
      FROM settlement s JOIN purchase p ON p.id = s.purchase_id JOIN item_version v ON v.id = p.version_id
     WHERE s.creator_id = ${idOf(wallet)} ${older} ORDER BY s.settled_at DESC, s.purchase_id DESC LIMIT ${limit}`;
}
