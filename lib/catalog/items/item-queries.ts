// SQL of items: one statement each, every value bound.
import type { Db, Tx } from "../../db/client";
import { Prisma } from "../../db/generated/client";
import type { Address } from "../../kernel/address";
import type { CursorKey } from "../../kernel/cursor";
import type { FileSummary, ItemKind, ItemStatus, Moderation } from "../codecs";
import type { FirstPieces, OwnItem } from "./codecs";

export type Reader = Db | Tx;

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

export const columns = Prisma.sql`
  i.id, i.kind::text AS kind, i.status::text AS status, i.slug, i.amount, i.tags, i.published_at AS "publishedAt",
  v.id AS "versionId", v.number AS "versionNumber", v.title, v.dek, v.words, v.preview_words AS "previewWords",
  v.bytes, v.sha256, i.cover_id AS "coverId", i.cover_alt AS "coverAlt", c.handle, c.display_name AS "displayName",
  (SELECT count(*)::int FROM version_file vf WHERE vf.version_id = v.id) AS "fileCount",
  ARRAY(SELECT DISTINCT f.media_type FROM version_file vf JOIN file f ON f.id = vf.file_id
         WHERE vf.version_id = v.id ORDER BY 1) AS "mediaTypes"`;

export const source = Prisma.sql`
  item i JOIN creator c ON c.id = i.creator_id JOIN item_version v ON v.id = i.published_version_id`;

export interface ItemDetailRow extends ItemRow {
  preview: string;
  headings: string[];
  creatorId: string;
  bio: string;
  links: string[];
  avatarId: string | null;
  payTo: Address;
  removalReason: string | null;
  hidden: Moderation | null;
  creatorCreatedAt: Date;
}

/** Why an item is hidden; looked up for those that are. */
export const hidden = Prisma.sql`
  CASE WHEN i.status = 'hidden' THEN (
    SELECT json_build_object('reason', h.reason, 'note', h.note) FROM hidden_item h WHERE h.item_id = i.id) END AS hidden`;

const detailColumns = Prisma.sql`
  v.preview, v.headings, c.id AS "creatorId", c.bio, c.links, c.avatar_id AS "avatarId", c.pay_to AS "payTo",
  i.removal_reason AS "removalReason", ${hidden}, c.created_at AS "creatorCreatedAt"`;

export type ItemKey = { itemId: string } | { handle: string; slug: string };

export async function selectDetail(db: Reader, key: ItemKey): Promise<ItemDetailRow | undefined> {
  const where =
    "itemId" in key ? Prisma.sql`i.id = ${key.itemId}` : Prisma.sql`c.handle = ${key.handle} AND i.slug = ${key.slug}`;
  const [row] = await db.$queryRaw<ItemDetailRow[]>`
    SELECT ${columns}, ${detailColumns}
      FROM ${source} WHERE ${where}`;
  return row;
}

/** An item's draft in the form of the public detail; `publishedAt` is null if it was never published. */
export async function selectDraftDetail(db: Reader, itemId: string): Promise<ItemDetailRow | undefined> {
  const [row] = await db.$queryRaw<ItemDetailRow[]>`
    SELECT ${columns}, ${detailColumns}
      FROM item i JOIN creator c ON c.id = i.creator_id JOIN item_version v ON v.id = i.draft_version_id WHERE i.id = ${itemId}`;
  return row;
}

/** The ordered files of one version. */
export function selectFiles(db: Reader, versionId: string): Promise<FileSummary[]> {
  return db.$queryRaw<FileSummary[]>`
    SELECT f.id, coalesce(vf.name, f.name) AS name, f.media_type AS "mediaType", f.bytes, f.sha256, coalesce(p.facts, '{}') AS facts
      FROM version_file vf JOIN file f ON f.id = vf.file_id LEFT JOIN file_preview p ON p.file_id = f.id
     WHERE vf.version_id = ${versionId} ORDER BY vf.position`;
}

/** A creator's items after a key, the last changed first. */
export interface OwnAsked {
  after: CursorKey | undefined;
  limit: number;
  /** Also those that were taken down after they had sold. */
  withSold: boolean;
}

export function selectOwn(db: Reader, wallet: Address, { after, limit, withSold }: OwnAsked): Promise<OwnItem[]> {
  const further = after ? Prisma.sql`AND (o.updated_at, o.id) < (${after[0]}::timestamptz, ${after[1]})` : Prisma.empty;
  // Each of these is in the order of an index of its own.
  const newest = (kept: Prisma.Sql) => Prisma.sql`(
    SELECT o.* FROM item o WHERE o.creator_id = (SELECT id FROM creator WHERE wallet = ${wallet}) AND ${kept} ${further}
     ORDER BY o.updated_at DESC, o.id DESC LIMIT ${limit})`;
  const sold = Prisma.sql`o.status = 'removed' AND EXISTS (SELECT FROM settlement s WHERE s.item_id = o.id)`;
  const withRemoved = withSold ? Prisma.sql`UNION ALL ${newest(sold)}` : Prisma.empty;
  return db.$queryRaw<OwnItem[]>`
    SELECT i.id, i.kind::text AS kind, i.status::text AS status, i.slug, v.title, i.amount, i.updated_at AS "updatedAt",
           i.draft_version_id IS DISTINCT FROM i.published_version_id AS "hasUnpublishedChanges",
           i.scheduled_for AS "scheduledFor", cardinality(i.schedule_missing) > 0 AS "missedItsTime",
           (coalesce(t.sales, 0) + coalesce(fresh.sales, 0))::int AS sales,
           (coalesce(t.amount, 0) + coalesce(fresh.amount, 0))::bigint AS earned
      FROM (SELECT * FROM (${newest(Prisma.sql`o.status <> 'removed'`)} ${withRemoved}) o
             ORDER BY o.updated_at DESC, o.id DESC LIMIT ${limit}) i
      JOIN item_version v ON v.id = coalesce(i.draft_version_id, i.published_version_id)
      LEFT JOIN item_total t ON t.item_id = i.id
      LEFT JOIN (SELECT s.item_id, count(*) AS sales, sum(s.amount) AS amount FROM settlement s JOIN creator c ON c.id = s.creator_id
                  WHERE c.wallet = ${wallet} AND s.finalized_at IS NULL GROUP BY 1) fresh ON fresh.item_id = i.id
     ORDER BY i.updated_at DESC, i.id DESC`;
}

export async function selectFirst(db: Reader, creatorId: string): Promise<FirstPieces> {
  const [row] = await db.$queryRaw<FirstPieces[]>`
    SELECT (SELECT id FROM item WHERE creator_id = ${creatorId} AND status <> 'removed'
             ORDER BY updated_at DESC, id DESC LIMIT 1) AS "newestId",
           (SELECT slug FROM item WHERE creator_id = ${creatorId} AND status IN ('listed', 'unlisted') LIMIT 1) AS "publishedSlug"`;
  return row ?? { newestId: null, publishedSlug: null };
}

/** How many there are, without removed ones; counted no further than `limit`. */
export async function countOwn(db: Reader, creatorId: string, limit: number): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT FROM item WHERE creator_id = ${creatorId} AND status <> 'removed' LIMIT ${limit}) AS counted`;
  return row?.count ?? 0;
}

export interface AddressRow {
  creatorId: string;
  handle: string;
  itemId: string | null;
  slug: string | null;
}

/** The present handle and slug of a present or former path; drafts are not found. */
export async function selectAddress(db: Reader, handle: string, slug: string | null): Promise<AddressRow | undefined> {
  const [row] = await db.$queryRaw<AddressRow[]>`
    SELECT c.id AS "creatorId", c.handle, i.id AS "itemId", i.slug
      FROM creator c
      LEFT JOIN item i ON i.creator_id = c.id AND i.published_version_id IS NOT NULL AND (i.slug = ${slug}
        OR i.id = (SELECT f.item_id FROM former_slug f WHERE f.creator_id = c.id AND f.slug = ${slug}))
     WHERE c.handle = ${handle} OR c.id = (SELECT creator_id FROM former_handle WHERE handle = ${handle})`;
  return row;
}
