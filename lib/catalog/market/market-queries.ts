// SQL of the market's list: one statement a page, keyset pagination, every value bound.
import { Prisma } from "../../db/generated/client";
import type { CursorKey } from "../../kernel/cursor";
import { wordsWithin } from "../../kernel/reading-time";
import type { ItemKind } from "../codecs";
import { columns, type ItemRow, type Reader, source } from "../items/item-queries";
import { rankOf, type SearchedIn, searched } from "./search-queries";
import type { MarketSearch } from "./search-terms";
import type { MarketSort, ReadingLength } from "./types";

export interface MarketFilter {
  search: MarketSearch | undefined;
  kind?: ItemKind | undefined;
  tag?: string | undefined;
  creatorHandle?: string | undefined;
  priceMax?: bigint | undefined;
  length?: ReadingLength | undefined;
  sort: MarketSort;
  after?: CursorKey | undefined;
}

function orderOf(sort: MarketSort, rank: Prisma.Sql) {
  const before = (column: Prisma.Sql, type: Prisma.Sql) => ({
    by: Prisma.sql`${column} DESC, i.id DESC`,
    after: ([key, id]: CursorKey) => Prisma.sql`(${column}, i.id) < (${key}::${type}, ${id})`,
  });
  switch (sort) {
    case "relevance":
      return before(rank, Prisma.sql`bigint`);
    case "newest":
      return before(Prisma.sql`i.published_at`, Prisma.sql`timestamptz`);
    case "dearest":
      return before(Prisma.sql`i.amount`, Prisma.sql`bigint`);
    case "cheapest":
      return {
        by: Prisma.sql`i.amount ASC, i.id ASC`,
        after: ([key, id]: CursorKey) => Prisma.sql`(i.amount, i.id) > (${key}::bigint, ${id})`,
      };
  }
}

/** Word count, free part included: inclusive minimum, exclusive maximum. */
const wordsOf: Record<ReadingLength, [number, number]> = {
  short: [0, wordsWithin(5)],
  medium: [wordsWithin(5), wordsWithin(15)],
  long: [wordsWithin(15), 1e9],
};

function ofLength(length: ReadingLength): Prisma.Sql {
  const [from, below] = wordsOf[length];
  return Prisma.sql`i.kind = 'article' AND i.words >= ${from}::int AND i.words < ${below}::int`;
}

export interface ListedRow extends ItemRow {
  /** Zero without a search. */
  rank: bigint;
}

const sourceOf = ({ search }: MarketFilter) => (search ? Prisma.sql`item_search s JOIN ${source} ON i.id = s.item_id` : source);

function conditionsOf(filter: MarketFilter, where: SearchedIn = "document"): Prisma.Sql[] {
  const { search, kind, tag, creatorHandle, priceMax, length } = filter;
  return [
    Prisma.sql`i.status = 'listed'`,
    ...(kind ? [Prisma.sql`i.kind = ${kind}::item_kind`] : []),
    ...(tag ? [Prisma.sql`i.tags @> ARRAY[${tag}]`] : []),
    ...(creatorHandle ? [Prisma.sql`i.creator_id = (SELECT id FROM creator WHERE handle = ${creatorHandle})`] : []),
    ...(priceMax === undefined ? [] : [Prisma.sql`i.amount <= ${priceMax}`]),
    ...(length ? [ofLength(length)] : []),
    ...(search ? searched(search, where) : []),
  ];
}

/** Ranking cost is bounded: at most this many title matches and as many full-text matches are ranked. */
export const RANKED_MAX = 500;

function rankedCandidates(filter: MarketFilter): Prisma.Sql {
  const candidates = (where: SearchedIn) => Prisma.sql`
    (SELECT i.id FROM ${sourceOf(filter)} WHERE ${Prisma.join(conditionsOf(filter, where), " AND ")} LIMIT ${RANKED_MAX})`;
  return Prisma.sql`i.id IN (${candidates("title")} UNION ${candidates("document")})`;
}

export function selectListed(db: Reader, filter: MarketFilter, limit: number): Promise<ListedRow[]> {
  const { search, sort, after } = filter;
  const rank = search ? rankOf(search) : Prisma.sql`0::bigint`;
  const order = orderOf(sort, rank);
  const matching = sort === "relevance" ? [rankedCandidates(filter)] : conditionsOf(filter);
  const conditions = [...matching, ...(after ? [order.after(after)] : [])];
  return db.$queryRaw<ListedRow[]>`
    SELECT ${columns}, ${rank} AS rank FROM ${sourceOf(filter)} WHERE ${Prisma.join(conditions, " AND ")}
     ORDER BY ${order.by} LIMIT ${limit}`;
}

/** The number of matches, capped at `limit`. */
export async function countListed(db: Reader, filter: MarketFilter, limit: number): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT FROM ${sourceOf(filter)} WHERE ${Prisma.join(conditionsOf(filter), " AND ")} LIMIT ${limit}) AS counted`;
  return row?.count ?? 0;
}

export interface PublishedText {
  id: string;
  preview: string;
  versionPublishedAt: Date | null;
}

/** The published free parts of these items, and since when they are. */
export function selectPublished(db: Reader, itemIds: string[]): Promise<PublishedText[]> {
  return db.$queryRaw`
    SELECT i.id, v.preview, v.published_at AS "versionPublishedAt" FROM item i JOIN item_version v ON v.id = i.published_version_id WHERE i.id = ANY(${itemIds})`;
}

/** Tags of listed items, the most used first. */
export function selectTags(db: Reader, limit: number): Promise<{ tag: string; items: number }[]> {
  return db.$queryRaw<{ tag: string; items: number }[]>`
    SELECT tag, items FROM tag_total WHERE items > 0 ORDER BY items DESC, tag LIMIT ${limit}`;
}
