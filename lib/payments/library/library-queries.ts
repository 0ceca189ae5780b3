// SQL of the library: one statement a page, by the wallet's index. A page begins after the row that a receipt names.
import type { ItemKind } from "../../catalog/codecs";
import type { Db } from "../../db/client";
import { Prisma } from "../../db/generated/client";
import type { Address } from "../../kernel/address";
import type { LibrarySort } from "../types";
import type { LibraryItem, LibraryQuery } from "./codecs";

/** A wallet, the one that signed in to the session of this token, or the browser itself: what it opened without signing in. */
export type Owner = Address | { tokenHash: string } | { browser: string };

const sessionOf = (tokenHash: string) => Prisma.sql`session s WHERE s.token_hash = ${tokenHash} AND s.expires_at > now()`;

function heldBy(owner: Owner): Prisma.Sql {
  if (typeof owner === "string") return Prisma.sql`e.wallet = ${owner}`;
  if ("tokenHash" in owner) return Prisma.sql`e.wallet = (SELECT s.wallet FROM ${sessionOf(owner.tokenHash)})`;
  return Prisma.sql`e.id IN (
    SELECT g.entitlement_id FROM session_grant g WHERE g.session_id = (SELECT s.id FROM ${sessionOf(owner.browser)}))`;
}

const columns = Prisma.sql`
  e.purchase_id AS "receiptId", o.*, r.fraction AS "placeFraction", r.at AS "placeAt"`;

/** What is shown of a row is looked up for that row, which LIMIT has PostgreSQL do: it would else join with tables of all sales at times. */
const source = Prisma.sql`
  entitlement e
  CROSS JOIN LATERAL (
    SELECT i.id AS "itemId", i.kind::text AS kind, i.slug, c.handle, c.display_name AS "creatorName", coalesce(pv.title, v.title) AS title,
           i.cover_id AS "coverId", p.amount, s.settled_at AS "purchasedAt",
           CASE WHEN pv.number > v.number THEN pv.published_at END AS "updatedAt", coalesce(pv.number > v.number, false) AS "updatedSince",
           i.status IN ('removed', 'hidden') AS removed, 'eip155:' || p.chain_id AS network
      FROM purchase p
      JOIN settlement s ON s.purchase_id = p.id
      JOIN item i ON i.id = e.item_id
      JOIN item_version v ON v.id = p.version_id
      LEFT JOIN item_version pv ON pv.id = i.published_version_id
      JOIN creator c ON c.id = i.creator_id
     WHERE p.id = e.purchase_id AND p.state = 'confirmed' LIMIT 1) o
  LEFT JOIN reading_place r ON r.wallet = e.wallet AND r.item_id = e.item_id`;

const key = {
  newest: Prisma.sql`e.created_at`,
  oldest: Prisma.sql`e.created_at`,
  title: Prisma.sql`e.title`,
};

/** Rows after the one that `receiptId` names: nothing is, if the wallet has no such receipt. */
function after(owner: Owner, sort: LibrarySort, receiptId: string): Prisma.Sql {
  const than = sort === "newest" ? Prisma.sql`<` : Prisma.sql`>`;
  return Prisma.sql`(${key[sort]}, e.id) ${than}
    (SELECT ${key[sort]}, e.id FROM ${source} WHERE ${heldBy(owner)} AND e.purchase_id = ${receiptId})`;
}

const order = {
  newest: Prisma.sql`e.created_at DESC, e.id DESC`,
  oldest: Prisma.sql`e.created_at, e.id`,
  title: Prisma.sql`e.title, e.id`,
};

const states = {
  updated: Prisma.sql`o."updatedSince"`,
  removed: Prisma.sql`o.removed`,
  hidden: Prisma.sql`e.hidden_at IS NOT NULL`,
};

/** Each word stands in the title or in the creator's name, accents or not. */
function named(word: string): Prisma.Sql {
  return Prisma.sql`strpos(e.names, lower(unaccent(${word}))) > 0`;
}

function conditionsOf(owner: Owner, words: string[], { kind, state }: LibraryQuery): Prisma.Sql[] {
  return [
    heldBy(owner),
    ...(kind ? [Prisma.sql`o.kind = ${kind satisfies ItemKind}`] : []),
    ...(state ? [states[state]] : []),
    ...(state === "hidden" ? [] : [Prisma.sql`e.hidden_at IS NULL`]),
    ...words.map(named),
  ];
}

export interface OwnedRow extends Omit<LibraryItem, "place"> {
  placeFraction: number | null;
  placeAt: Date | null;
}

export function selectOwned(
  db: Db,
  owner: Owner,
  words: string[],
  query: LibraryQuery & { sort: LibrarySort },
  limit: number,
): Promise<OwnedRow[]> {
  const { sort, cursor } = query;
  const conditions = [...conditionsOf(owner, words, query), ...(cursor ? [after(owner, sort, cursor)] : [])];
  return db.$queryRaw<OwnedRow[]>`
    SELECT ${columns} FROM ${source} WHERE ${Prisma.join(conditions, " AND ")} ORDER BY ${order[sort]} LIMIT ${limit}`;
}

/** How many match, counted no further than `limit`; in the order of the wallet's index, which no other plan can give so soon. */
export async function countOwned(db: Db, owner: Owner, words: string[], query: LibraryQuery, limit: number): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT FROM ${source} WHERE ${Prisma.join(conditionsOf(owner, words, query), " AND ")}
       ORDER BY e.created_at DESC LIMIT ${limit}) AS counted`;
  return row?.count ?? 0;
}

/** A browser has opened a few; of a wallet each item is asked for by itself, for it may own ten thousand others. */
function ownedBy(owner: Owner, itemIds: string[]): Prisma.Sql {
  const owned = Prisma.sql`
    SELECT e.item_id AS "itemId" FROM entitlement e JOIN purchase p ON p.id = e.purchase_id AND p.state = 'confirmed'
     WHERE ${heldBy(owner)}`;
  return typeof owner === "object" && "browser" in owner
    ? Prisma.sql`${owned} AND e.item_id = ANY(${itemIds})`
    : Prisma.sql`SELECT owned.* FROM unnest(${itemIds}::text[]) AS asked (id), LATERAL (${owned} AND e.item_id = asked.id LIMIT 1) AS owned`;
}

/** Those of these items that any of them owns. */
export function selectOwnedAmong(db: Db, owners: Owner[], itemIds: string[]): Promise<{ itemId: string }[]> {
  return db.$queryRaw`${Prisma.join(
    owners.map((owner) => ownedBy(owner, itemIds)),
    " UNION ",
  )}`;
}

/** Hides what the wallet owns, or shows it again; false if it does not own it. Hidden again, it stays hidden since the first time. */
export async function setHidden(db: Db, wallet: Address, itemId: string, hiddenAt: Date | null): Promise<boolean> {
  const changed = await db.$executeRaw`
    UPDATE entitlement SET hidden_at = CASE WHEN ${hiddenAt}::timestamptz IS NOT NULL THEN coalesce(hidden_at, ${hiddenAt}) END
     WHERE wallet = ${wallet} AND item_id = ${itemId}`;
  return changed === 1;
}

/** Names rows of up to `most` buyers anew whose item or creator has another name; returns how many there were, or 0 at the end. */
export async function refreshNames(db: Db, most: number): Promise<number> {
  const [row] = await db.$queryRaw<{ refreshed: number }[]>`SELECT refresh_due_library(${most}::int) AS refreshed`;
  return row?.refreshed ?? 0;
}
