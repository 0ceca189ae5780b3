// SQL of the market's list: one statement a page, keyset pagination, every value bound.
import { Prisma } from "../../db/generated/client";
import type { CursorKey } from "../../kernel/cursor";
import { wordsWithin } from "../../kernel/reading-time";
import type { ItemKind } from "../codecs";
import { columns, type ItemRow, type Reader, source } from "../items/item-queries";
import { asked, meant, meantByTitle, rank, wholeTitle } from "./search-queries";
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
  /** Ids of items that are left out of a list without a search. */
  without?: string[] | undefined;
  after?: CursorKey | undefined;
}

/** The columns that lists are found and ordered by. */
interface ListColumns {
  id: Prisma.Sql;
  creatorId: Prisma.Sql;
  publishedAt: Prisma.Sql;
  amount: Prisma.Sql;
  popularity: Prisma.Sql;
}

const ofItem: ListColumns = {
  id: Prisma.sql`i.id`,
  creatorId: Prisma.sql`i.creator_id`,
  publishedAt: Prisma.sql`i.published_at`,
  amount: Prisma.sql`i.amount`,
  popularity: Prisma.sql`i.popularity`,
};

/** The same values, indexed by tag. */
const ofTag: ListColumns = {
  id: Prisma.sql`t.item_id`,
  creatorId: Prisma.sql`t.creator_id`,
  publishedAt: Prisma.sql`t.published_at`,
  amount: Prisma.sql`t.amount`,
  popularity: Prisma.sql`t.popularity`,
};

function orderOf(sort: MarketSort, ranked: Prisma.Sql, { id, publishedAt, amount, popularity } = ofItem) {
  const before = (column: Prisma.Sql, type: Prisma.Sql) => ({
    by: Prisma.sql`${column} DESC, ${id} DESC`,
    after: ([key, last]: CursorKey) => Prisma.sql`(${column}, ${id}) < (${key}::${type}, ${last})`,
  });
  switch (sort) {
    case "relevance":
      return before(ranked, Prisma.sql`bigint`);
    case "newest":
      return before(publishedAt, Prisma.sql`timestamptz`);
    case "popular":
      return before(popularity, Prisma.sql`bigint`);
    case "dearest":
      return before(amount, Prisma.sql`bigint`);
    case "cheapest":
      return {
        by: Prisma.sql`${amount} ASC, ${id} ASC`,
        after: ([key, last]: CursorKey) => Prisma.sql`(${amount}, ${id}) > (${key}::bigint, ${last})`,
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
  popularity: bigint;
  /** Zero without a search. */
  rank: bigint;
  /** How many the search found, on all pages; zero without one. */
  found: number;
}

const creatorOf = (handle: string) => Prisma.sql`(SELECT id FROM creator WHERE handle = ${handle})`;

/** Listed pieces; those of a tag are found by `item_tag`. */
const listedBy = ({ tag }: MarketFilter) => (tag ? Prisma.sql`item_tag t JOIN (${source}) ON i.id = t.item_id` : source);

function conditionsOf({ kind, tag, creatorHandle, priceMax, length, without = [] }: MarketFilter): Prisma.Sql[] {
  return [
    Prisma.sql`i.status = 'listed'`,
    ...(kind ? [Prisma.sql`i.kind = ${kind}::item_kind`] : []),
    ...(tag ? [Prisma.sql`t.tag = ${tag}`] : []),
    ...(creatorHandle ? [Prisma.sql`${tag ? ofTag.creatorId : ofItem.creatorId} = ${creatorOf(creatorHandle)}`] : []),
    ...(priceMax === undefined ? [] : [Prisma.sql`i.amount <= ${priceMax}`]),
    ...(length ? [ofLength(length)] : []),
    ...(without.length > 0 ? [Prisma.sql`i.id <> ALL(${without})`] : []),
  ];
}

/** So many of each kind are found and ranked: the newest whose title matches, and the newest in which all words occur. */
export const FOUND_MAX = 500;
/** And of those that are called exactly so. */
const CALLED_MAX = 100;

/** What the filter asks for of which the index of words tells (`search_facts()` in the database). */
function factsOf({ kind, tag, creatorHandle }: MarketFilter): Prisma.Sql {
  const facts = [
    ...(kind ? [Prisma.sql`as_lexeme('!', ${kind})`] : []),
    ...(tag ? [Prisma.sql`as_lexeme('+', ${tag})`] : []),
    ...(creatorHandle ? [Prisma.sql`as_lexeme('@', coalesce(${creatorOf(creatorHandle)}, ''))`] : []),
  ];
  return Prisma.join([Prisma.empty, ...facts.map((fact) => Prisma.sql`any_lexeme(ARRAY[${fact}])`)], " && ");
}

/** A CTE `found` of ids. Its cost is bounded, however many match (docs/decisions/0051). */
function found(filter: MarketFilter, search: MarketSearch): Prisma.Sql {
  const { priceMax = null, length } = filter;
  const [from, below] = length ? wordsOf[length] : [null, null];
  // An empty query, as of signs alone, is nothing that anybody meant; with facts beside it, it would be all of those.
  const newest = (field: Prisma.Sql, query: Prisma.Sql, most: number) => Prisma.sql`
    SELECT newest_found(${field}, nullif(${query}, ''::tsquery)${factsOf(filter)},
                        ${priceMax}::bigint, ${from}::int, ${below}::int, ${most}::int) AS id`;
  const [title, document] = [Prisma.sql`'title'`, Prisma.sql`'document'`];
  return Prisma.sql`found AS MATERIALIZED (
    ${newest(title, wholeTitle(search), CALLED_MAX)} UNION ${newest(title, meantByTitle(search), FOUND_MAX)}
     UNION ${newest(document, meant(search), FOUND_MAX)})`;
}

/** IS TRUE: as a condition that the index knows, it would be asked for all that match. */
const isMeant = Prisma.sql`(s.document @@ asked.meant) IS TRUE`;

function selectFound(db: Reader, filter: MarketFilter, search: MarketSearch, limit: number): Promise<ListedRow[]> {
  const { sort, after } = filter;
  const order = orderOf(sort, Prisma.sql`i.rank`);
  // By relevance no more of a piece is needed until it is on the page; the search has none but listed ones.
  const [keys, items] =
    sort === "relevance"
      ? [Prisma.sql`${rank} AS rank`, Prisma.empty]
      : [Prisma.sql`i.published_at, i.amount, i.popularity, 0::bigint AS rank`, Prisma.sql`JOIN item i ON i.id = s.item_id`];
  return db.$queryRaw<ListedRow[]>`
    WITH ${found(filter, search)}, ${asked(search)},
         ranked AS MATERIALIZED (
           SELECT s.item_id AS id, ${keys} FROM found CROSS JOIN asked JOIN item_search s ON s.item_id = found.id ${items}
            WHERE ${search.exact === null ? Prisma.sql`true` : isMeant}),
         page AS (
           SELECT i.id, i.rank FROM ranked i WHERE ${after ? order.after(after) : Prisma.sql`true`}
            ORDER BY ${order.by} LIMIT ${limit})
    SELECT ${columns}, i.popularity, page.rank, (SELECT count(*)::int FROM ranked) AS found
      FROM page JOIN (${source}) ON i.id = page.id AND i.status = 'listed' ORDER BY ${orderOf(sort, Prisma.sql`page.rank`).by}`;
}

export function selectListed(db: Reader, filter: MarketFilter, limit: number): Promise<ListedRow[]> {
  const { search, sort, after } = filter;
  if (search) return selectFound(db, filter, search, limit);
  const order = orderOf(sort, Prisma.sql`0::bigint`, filter.tag ? ofTag : ofItem);
  const conditions = [...conditionsOf(filter), ...(after ? [order.after(after)] : [])];
  return db.$queryRaw<ListedRow[]>`
    SELECT ${columns}, i.popularity, 0::bigint AS rank, 0 AS found FROM ${listedBy(filter)} WHERE ${Prisma.join(conditions, " AND ")}
     ORDER BY ${order.by} LIMIT ${limit}`;
}

/** How many a list without a search has, counted up to `limit`. */
export async function countListed(db: Reader, filter: MarketFilter, limit: number): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT FROM ${listedBy(filter)} WHERE ${Prisma.join(conditionsOf(filter), " AND ")} LIMIT ${limit}) AS counted`;
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
    SELECT i.id, v.preview, v.published_at AS "versionPublishedAt"
      FROM item i JOIN item_version v ON v.id = i.published_version_id WHERE i.id = ANY(${itemIds})`;
}

/** What was chosen for the front, in order, if it is still listed; and what is most popular, if nothing was. */
export function selectFeatured(db: Reader): Promise<ItemRow[]> {
  return db.$queryRaw<ItemRow[]>`
    WITH chosen AS MATERIALIZED (
      SELECT f.item_id, f.position FROM featured f JOIN item i ON i.id = f.item_id WHERE i.status = 'listed'),
    front AS (
      SELECT item_id, position FROM chosen
      UNION ALL
      (SELECT id, 0 FROM item WHERE status = 'listed' AND NOT EXISTS (SELECT FROM chosen)
        ORDER BY popularity DESC, id DESC LIMIT 1))
    SELECT ${columns} FROM front JOIN ${source} ON i.id = front.item_id ORDER BY front.position`;
}

/** Tags of listed items, the most used first. */
export function selectTags(db: Reader, limit: number): Promise<{ tag: string; items: number }[]> {
  return db.$queryRaw<{ tag: string; items: number }[]>`
    SELECT tag, items FROM tag_total WHERE items > 0 ORDER BY items DESC, tag LIMIT ${limit}`;
}
