// SQL of reports.
import type { ItemStatus } from "../catalog/codecs";
import type { Db, Tx } from "../db/client";
import { Prisma } from "../db/generated/client";
import type { Address } from "../kernel/address";
import type { Report } from "./codecs";

/** Undefined for what was never published. */
export async function findReported(db: Db, itemId: string): Promise<ItemStatus | undefined> {
  const [row] = await db.$queryRaw<{ status: ItemStatus }[]>`
    SELECT status::text AS status FROM item WHERE id = ${itemId} AND published_version_id IS NOT NULL`;
  return row?.status;
}

export interface NewReport extends Pick<Report, "id" | "reason" | "text" | "contact" | "createdAt"> {
  itemId: string;
  wallet: Address | null;
}

export interface OpenMost {
  ofPiece: number;
  /** Of all pieces; beyond it, the first report of a piece still has room. */
  inAll: number;
}

/** Nothing is stored beyond so many open ones, but for a few that come at the same moment. */
export async function insertReport(db: Db, report: NewReport, most: OpenMost): Promise<void> {
  const { id, itemId, reason, text, contact, wallet, createdAt } = report;
  await db.$executeRaw`
    INSERT INTO report (id, item_id, reason, text, contact, wallet, created_at)
    SELECT ${id}, ${itemId}, ${reason}, ${text}, ${contact}, ${wallet}, ${createdAt}
      FROM (SELECT count(*)::int AS open FROM (
              SELECT FROM report WHERE item_id = ${itemId} AND closed_at IS NULL LIMIT ${most.ofPiece}) open) piece
     WHERE piece.open = 0 OR piece.open < ${most.ofPiece}
       AND (SELECT count(*) FROM (SELECT FROM report WHERE closed_at IS NULL LIMIT ${most.inAll}) open) < ${most.inAll}`;
}

type Row = Omit<Report, "item"> & { itemId: string; title: string; status: ItemStatus; slug: string; handle: string };

/** Open ones from the oldest, closed ones from the newest. */
export async function selectReports(db: Db, isOpen: boolean, after: string | undefined, limit: number): Promise<Report[]> {
  const state = isOpen ? Prisma.sql`r.closed_at IS NULL` : Prisma.sql`r.closed_at IS NOT NULL`;
  const order = isOpen ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const further = after ? Prisma.sql`AND r.id ${isOpen ? Prisma.sql`>` : Prisma.sql`<`} ${after}` : Prisma.empty;
  const rows = await db.$queryRaw<Row[]>`
    SELECT r.id, r.reason, r.text, r.contact, r.created_at AS "createdAt", r.closed_at AS "closedAt", r.outcome,
           i.id AS "itemId", coalesce(v.title, '') AS title, i.status::text AS status, i.slug, c.handle,
           (SELECT count(*)::int FROM (SELECT FROM report o WHERE o.item_id = i.id AND o.closed_at IS NULL LIMIT 100) o) AS "openOfItem"
      FROM (SELECT * FROM report r WHERE ${state} ${further} ORDER BY r.id ${order} LIMIT ${limit}) r
      JOIN item i ON i.id = r.item_id JOIN creator c ON c.id = i.creator_id
      LEFT JOIN item_version v ON v.id = i.published_version_id
     ORDER BY r.id ${order}`;
  return rows.map(({ itemId, title, status, slug, handle, ...report }) => ({
    ...report,
    item: { id: itemId, title, status, slug, handle },
  }));
}

/** How many are open, counted up to `max`. */
export async function countOpenReports(db: Db, max: number): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT FROM report WHERE closed_at IS NULL LIMIT ${max}) open`;
  return row?.count ?? 0;
}

/** The item of an open report, which is closed with this; undefined if there is no such open report. */
export async function tryDismiss(tx: Tx, reportId: string, now: Date): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ itemId: string }[]>`
    UPDATE report SET closed_at = ${now}, outcome = 'dismissed' WHERE id = ${reportId} AND closed_at IS NULL
    RETURNING item_id AS "itemId"`;
  return row?.itemId;
}

/** Closes what is open of an item. Says how many there were. */
export function closeReports(tx: Tx, itemId: string, outcome: "hidden" | "dismissed", now: Date): Promise<number> {
  return tx.$executeRaw`
    UPDATE report SET closed_at = ${now}, outcome = ${outcome} WHERE item_id = ${itemId} AND closed_at IS NULL`;
}

/** Closes what is open of all items of a creator who was suspended. Says how many there were. */
export function closeReportsOf(tx: Tx, creatorId: string, now: Date): Promise<number> {
  return tx.$executeRaw`
    UPDATE report SET closed_at = ${now}, outcome = 'hidden' FROM item i
     WHERE i.id = report.item_id AND i.creator_id = ${creatorId} AND report.closed_at IS NULL`;
}

/** Those that were closed before the one time, and those that were made before the other; so many at most. */
export function deleteOldReports(db: Db, closedBefore: Date, createdBefore: Date, most: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM report WHERE id IN (
      (SELECT id FROM report WHERE closed_at < ${closedBefore} LIMIT ${most})
      UNION (SELECT id FROM report WHERE closed_at IS NULL AND created_at < ${createdBefore} ORDER BY id LIMIT ${most}))`;
}

/** What a wallet wrote stays, and says no more whose it was. */
export async function forgetReporter(db: Db, wallet: Address): Promise<void> {
  await db.$executeRaw`UPDATE report SET wallet = NULL, contact = '' WHERE wallet = ${wallet}`;
}
