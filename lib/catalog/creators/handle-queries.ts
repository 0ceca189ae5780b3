// SQL of what handles look like, and of whose stay theirs.
import type { Db, Tx } from "../../db/client";
import { Prisma } from "../../db/generated/client";
import type { Address } from "../../kernel/address";

/** A wallet is known that has sold to so many (decision 45). */
const KNOWN_BUYERS = 10;
/** The handle of a shop that was erased. */
const GONE = "^gone-[0-9a-f]{12}$";

/** Whether creator `c` has sold to so many wallets; no more of them are looked at. */
const soldTo = (buyers: number) => Prisma.sql`
  ${buyers}::int = (SELECT count(*) FROM (
    SELECT FROM creator_buyer b WHERE b.creator_id = c.id AND b.sales > 0 LIMIT ${buyers}::int) sold_to)`;

/** Creators who are known, and have or had a handle that looks like `handle`. */
const knownAlike = (handle: Prisma.Sql, creatorId: string) => Prisma.sql`
  SELECT 1 FROM (
    SELECT id FROM creator WHERE handle_look(handle) = handle_look(${handle})
     UNION SELECT creator_id FROM former_handle WHERE handle_look(handle) = handle_look(${handle})) c
   WHERE c.id <> ${creatorId} AND ${soldTo(KNOWN_BUYERS)}`;

/** Whether a handle looks like one that another creator who is known has or had. */
export async function looksKnown(tx: Tx, handle: string, creatorId: string): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`${knownAlike(Prisma.sql`${handle}`, creatorId)} LIMIT 1`;
  return found.length > 0;
}

export interface HandleStanding {
  handle: string;
  /** Another creator has it or keeps it, or it looks like that of a known one. */
  isTaken: boolean;
  /** It is this wallet's, or was. */
  isOwn: boolean;
}

/** How things stand with some handles, for a wallet that may be no creator yet. */
export function selectStandings(db: Db, wallet: Address, handles: string[]): Promise<HandleStanding[]> {
  return db.$queryRaw<HandleStanding[]>`
    SELECT a.handle, owner.id IS NOT NULL AND owner.wallet = ${wallet} AS "isOwn",
           CASE WHEN owner.id IS NOT NULL THEN owner.wallet <> ${wallet}
                ELSE EXISTS (${knownAlike(Prisma.sql`a.handle`, "")}) END AS "isTaken"
      FROM unnest(${handles}::text[]) AS a(handle)
      LEFT JOIN LATERAL (
        SELECT c.id, c.wallet FROM creator c WHERE c.handle = a.handle
         UNION ALL SELECT c.id, c.wallet FROM former_handle f JOIN creator c ON c.id = f.creator_id WHERE f.handle = a.handle
         LIMIT 1) owner ON true`;
}

/**
 * Of the next handles in their order, up to `limit` after one, frees those given up before a time, but none of a known creator, nor of an
 * erased shop that sold; returns the last one looked at, or null at the end.
 */
export async function deleteFormerHandles(db: Db, before: Date, after: string, limit: number): Promise<string | null> {
  const [row] = await db.$queryRaw<{ last: string | null; looked: number }[]>`
    WITH next AS MATERIALIZED (
      SELECT handle, creator_id FROM former_handle WHERE handle > ${after} ORDER BY handle LIMIT ${limit}::int),
    freed AS (
      DELETE FROM former_handle f USING next n JOIN creator c ON c.id = n.creator_id
       WHERE f.handle = n.handle AND f.given_up_at < ${before}
         AND NOT ${soldTo(KNOWN_BUYERS)} AND NOT (c.handle ~ ${GONE} AND ${soldTo(1)}))
    SELECT max(handle) AS last, count(*)::int AS looked FROM next`;
  return row?.looked === limit ? row.last : null;
}

export interface Named {
  handle: string;
  displayName: string;
  isSuspended: boolean;
}

/** How the wallet's creator is called. Neither this nor a suspension changes while the transaction goes on. */
export async function lockNames(tx: Tx, wallet: Address): Promise<Named | undefined> {
  const [row] = await tx.$queryRaw<Named[]>`
    SELECT handle, display_name AS "displayName", suspended_at IS NOT NULL AS "isSuspended" FROM creator WHERE wallet = ${wallet} FOR UPDATE`;
  return row;
}
