// SQL of the market's rows: one statement a page, keyset pagination, every value bound.
import type { Db, Tx } from "../db/client";
import { Prisma } from "../db/generated/client";
import type { Address } from "../kernel/address";
import type { CursorKey } from "../kernel/cursor";
import { wordsWithin } from "../kernel/reading-time";
import { rankOf, type SearchedIn, searched } from "./search-queries";
import type { MarketSearch } from "./search-terms";
import type { FileSummary, ItemKind, ItemStatus, MarketSort, OwnItem, ReadingLength } from "./types";

type Reader = Db | Tx;

export interface ItemRow {
  id: string;
  kind: ItemKind;
  status: ItemStatus;
  slug: string;
  amount: bigint;
  tags: string[];
  publishedAt: Date;
  versionId: string;
  versionNumber: number;
  title: string;
  dek: string;
  words: number;
  previewWords: number;
  bytes: bigint;
  sha256: string;
  fileCount: number;
  mediaTypes: string[];
  coverId: string | null;
  coverAlt: string;
  handle: string;
  displayName: string;
}

const columns = Prisma.sql`
  i.id, i.kind::text AS kind, i.status::text AS status, i.slug, i.amount, i.tags, i.published_at AS "publishedAt",
  v.id AS "versionId", v.number AS "versionNumber", v.title, v.dek, v.words, v.preview_words AS "previewWords",
  v.bytes, v.sha256, i.cover_id AS "coverId", i.cover_alt AS "coverAlt", c.handle, c.display_name AS "displayName",
  (SELECT count(*)::int FROM version_file vf WHERE vf.version_id = v.id) AS "fileCount",
  ARRAY(SELECT DISTINCT f.media_type FROM version_file vf JOIN file f ON f.id = vf.file_id
         WHERE vf.version_id = v.id ORDER BY 1) AS "mediaTypes"`;

const source = Prisma.sql`
  item i JOIN creator c ON c.id = i.creator_id JOIN item_version v ON v.id = i.published_version_id`;

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

/** Words, free part included: from, and below. */
const wordsOf: Record<ReadingLength, [number, number]> = {
  short: [0, wordsWithin(5)],
  medium: [wordsWithin(5), wordsWithin(15)],
  long: [wordsWithin(15), 1e9],
};

function ofLength(length: ReadingLength): Prisma.Sql {
  const [from, below] = wordsOf[length];
  return Prisma.sql`i.kind = 'article' AND v.words + v.preview_words >= ${from}::int AND v.words + v.preview_words < ${below}::int`;
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
    ...(tag ? [Prisma.sql`${tag} = ANY(i.tags)`] : []),
    ...(creatorHandle ? [Prisma.sql`c.handle = ${creatorHandle}`] : []),
    ...(priceMax === undefined ? [] : [Prisma.sql`i.amount <= ${priceMax}`]),
    ...(length ? [ofLength(length)] : []),
    ...(search ? searched(search, where) : []),
  ];
}

/** A word may be in every third piece: the best are sought among so many that are called so, and as many of all that match. */
export const RANKED_MAX = 500;

function toBeRanked(filter: MarketFilter): Prisma.Sql {
  const some = (where: SearchedIn) => Prisma.sql`
    (SELECT i.id FROM ${sourceOf(filter)} WHERE ${Prisma.join(conditionsOf(filter, where), " AND ")} LIMIT ${RANKED_MAX})`;
  return Prisma.sql`i.id IN (${some("title")} UNION ${some("document")})`;
}

export function selectListed(db: Reader, filter: MarketFilter, limit: number): Promise<ListedRow[]> {
  const { search, sort, after } = filter;
  const rank = search ? rankOf(search) : Prisma.sql`0::bigint`;
  const order = orderOf(sort, rank);
  const matching = sort === "relevance" ? [toBeRanked(filter)] : conditionsOf(filter);
  const conditions = [...matching, ...(after ? [order.after(after)] : [])];
  return db.$queryRaw<ListedRow[]>`
    SELECT ${columns}, ${rank} AS rank FROM ${sourceOf(filter)} WHERE ${Prisma.join(conditions, " AND ")}
     ORDER BY ${order.by} LIMIT ${limit}`;
}

/** How many match, counted no further than `limit`. */
export async function countListed(db: Reader, filter: MarketFilter, limit: number): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT FROM ${sourceOf(filter)} WHERE ${Prisma.join(conditionsOf(filter), " AND ")} LIMIT ${limit}) AS counted`;
  return row?.count ?? 0;
}

export interface ItemDetailRow extends ItemRow {
  preview: string;
  headings: string[];
  creatorId: string;
  bio: string;
  links: string[];
  avatarId: string | null;
  payTo: Address;
  removalReason: string | null;
  creatorCreatedAt: Date;
}

const detailColumns = Prisma.sql`
  v.preview, v.headings, c.id AS "creatorId", c.bio, c.links, c.avatar_id AS "avatarId", c.pay_to AS "payTo", i.removal_reason AS "removalReason", c.created_at AS "creatorCreatedAt"`;

export type ItemKey = { itemId: string } | { handle: string; slug: string };

export async function selectDetail(db: Reader, key: ItemKey): Promise<ItemDetailRow | undefined> {
  const where =
    "itemId" in key ? Prisma.sql`i.id = ${key.itemId}` : Prisma.sql`c.handle = ${key.handle} AND i.slug = ${key.slug}`;
  const [row] = await db.$queryRaw<ItemDetailRow[]>`
    SELECT ${columns}, ${detailColumns}
      FROM ${source} WHERE ${where}`;
  return row;
}

/** The published free parts of these items. */
export function selectPreviews(db: Reader, itemIds: string[]): Promise<{ id: string; preview: string }[]> {
  return db.$queryRaw`
    SELECT i.id, v.preview FROM item i JOIN item_version v ON v.id = i.published_version_id WHERE i.id = ANY(${itemIds})`;
}

/** The draft of an item in a reader's place; `publishedAt` is null for what never was. */
export async function selectDraftDetail(db: Reader, itemId: string): Promise<ItemDetailRow | undefined> {
  const [row] = await db.$queryRaw<ItemDetailRow[]>`
    SELECT ${columns}, ${detailColumns}
      FROM item i JOIN creator c ON c.id = i.creator_id JOIN item_version v ON v.id = i.draft_version_id WHERE i.id = ${itemId}`;
  return row;
}

/** Tags of listed items, the most used first. */
export function selectTags(db: Reader, limit: number): Promise<{ tag: string; items: number }[]> {
  return db.$queryRaw<{ tag: string; items: number }[]>`
    SELECT tag, count(*)::int AS items FROM item, unnest(tags) AS tag WHERE status = 'listed'
     GROUP BY tag ORDER BY items DESC, tag LIMIT ${limit}`;
}

/** The files of one version, in their order. */
export function selectFiles(db: Reader, versionId: string): Promise<FileSummary[]> {
  return db.$queryRaw<FileSummary[]>`
    SELECT f.id, coalesce(vf.name, f.name) AS name, f.media_type AS "mediaType", f.bytes, f.sha256, coalesce(p.facts, '{}') AS facts
      FROM version_file vf JOIN file f ON f.id = vf.file_id LEFT JOIN file_preview p ON p.file_id = f.id
     WHERE vf.version_id = ${versionId} ORDER BY vf.position`;
}

export function selectOwn(db: Reader, wallet: Address): Promise<OwnItem[]> {
  return db.$queryRaw<OwnItem[]>`
    SELECT i.id, i.kind::text AS kind, i.status::text AS status, i.slug, v.title, i.amount, i.updated_at AS "updatedAt",
           i.draft_version_id IS DISTINCT FROM i.published_version_id AS "hasUnpublishedChanges",
           i.scheduled_for AS "scheduledFor", i.schedule_problem AS "scheduleProblem",
           coalesce(s.sales, 0)::int AS sales, coalesce(s.earned, 0)::bigint AS earned
      FROM creator c JOIN item i ON i.creator_id = c.id JOIN item_version v ON v.id = i.draft_version_id
      LEFT JOIN (SELECT item_id, count(*) AS sales, sum(amount) AS earned FROM settlement
                  WHERE creator_id = (SELECT id FROM creator WHERE wallet = ${wallet}) GROUP BY item_id) s ON s.item_id = i.id
     WHERE c.wallet = ${wallet} AND i.status <> 'removed' ORDER BY i.updated_at DESC, i.id DESC`;
}

export interface AddressRow {
  handle: string;
  itemId: string | null;
  slug: string | null;
}

/** Who and what is found at an address today, by its present or any former handle and slug; drafts are nowhere. */
export async function selectAddress(db: Reader, handle: string, slug: string | null): Promise<AddressRow | undefined> {
  const [row] = await db.$queryRaw<AddressRow[]>`
    SELECT c.handle, i.id AS "itemId", i.slug
      FROM creator c
      LEFT JOIN item i ON i.creator_id = c.id AND i.published_version_id IS NOT NULL AND (i.slug = ${slug}
        OR i.id = (SELECT f.item_id FROM former_slug f WHERE f.creator_id = c.id AND f.slug = ${slug}))
     WHERE c.handle = ${handle} OR c.id = (SELECT creator_id FROM former_handle WHERE handle = ${handle})`;
  return row;
}
