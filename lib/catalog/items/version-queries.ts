// SQL of an item's version history, newest first, with publishing dates and sales.
import type { Db, Tx } from "../../db/client";
import { Prisma } from "../../db/generated/client";
import type { VersionDetail, VersionSummary } from "./codecs";

type Reader = Db | Tx;

/** Of all versions, those that somebody asked for. */
const wasAskedFor = Prisma.sql`(NOT v.is_autosave OR v.published_at IS NOT NULL)`;

/** Of what is below `before`: the newest has the count of all, each further one so many less as stand above it. */
const savedNumber = (itemId: string, before: number) => Prisma.sql`
  ((SELECT count(*) FROM item_version v WHERE v.item_id = ${itemId} AND v.number < ${before} AND ${wasAskedFor})
   - coalesce(sum(${wasAskedFor}::int) OVER (ORDER BY v.number DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0))::int
   AS "savedNumber"`;

const columns = (itemId: string, before: number) => Prisma.sql`
  v.number, ${savedNumber(itemId, before)}, v.title, v.words, v.preview_words AS "previewWords", v.saved_at AS "savedAt", v.is_autosave AS "isAutosave",
  v.published_at AS "publishedAt", v.id IS NOT DISTINCT FROM i.published_version_id AS "isPublished",
  v.id = i.draft_version_id AS "isDraft", coalesce(s.sales, 0)::int AS sales`;

const source = (itemId: string) => Prisma.sql`
  item_version v JOIN item i ON i.id = v.item_id
  LEFT JOIN (SELECT version_id, count(*) AS sales FROM purchase WHERE item_id = ${itemId} AND state = 'confirmed' GROUP BY version_id) s
    ON s.version_id = v.id`;

/** Versions with a number below `before`. */
export function selectVersions(db: Reader, itemId: string, before: number, limit: number): Promise<VersionSummary[]> {
  return db.$queryRaw<VersionSummary[]>`
    SELECT ${columns(itemId, before)} FROM ${source(itemId)} WHERE v.item_id = ${itemId} AND v.number < ${before} ORDER BY v.number DESC LIMIT ${limit}`;
}

export type VersionRow = Omit<VersionDetail, "files"> & { id: string };

export async function selectVersion(db: Reader, itemId: string, number: number): Promise<VersionRow | undefined> {
  const [row] = await db.$queryRaw<VersionRow[]>`
    SELECT v.id, v.dek, v.preview, v.content, ${columns(itemId, number + 1)} FROM ${source(itemId)}
     WHERE v.item_id = ${itemId} AND v.number = ${number}`;
  return row;
}
