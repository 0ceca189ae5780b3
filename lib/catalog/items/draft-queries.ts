// SQL of drafts: the item's row, locked or not, and one of its versions with its files.
import { createHash } from "node:crypto";
import type { Db, Tx } from "../../db/client";
import { Prisma } from "../../db/generated/client";
import type { Address } from "../../kernel/address";
import type { FileSummary, ItemKind, ItemStatus, Moderation } from "../codecs";
import type { VersionContent } from "./commitment";
import { hidden } from "./item-queries";

type Reader = Db | Tx;

export interface OwnedItem {
  id: string;
  creatorId: string;
  kind: ItemKind;
  status: ItemStatus;
  slug: string;
  tags: string[];
  amount: bigint;
  draftVersionId: string | null;
  publishedVersionId: string | null;
  publishedAt: Date | null;
  scheduledFor: Date | null;
  scheduledListed: boolean;
  /** Names of parts, see missing-parts.ts. */
  scheduleMissing: string[];
  coverId: string | null;
  coverAlt: string;
  updatedAt: Date;
}

/** The item as its creator works on it. */
export interface WorkedItem extends OwnedItem {
  /** Why an operator has hidden it; null unless they have. */
  hidden: Moderation | null;
}

const ownedItem = Prisma.sql`
  SELECT i.id, i.creator_id AS "creatorId", i.kind::text AS kind, i.status::text AS status, i.slug, i.tags, i.amount,
         i.draft_version_id AS "draftVersionId", i.published_version_id AS "publishedVersionId", i.published_at AS "publishedAt",
         i.scheduled_for AS "scheduledFor", i.scheduled_listed AS "scheduledListed", i.schedule_missing AS "scheduleMissing",
         i.cover_id AS "coverId", i.cover_alt AS "coverAlt", i.updated_at AS "updatedAt", ${hidden}
    FROM item i JOIN creator c ON c.id = i.creator_id`;

/** `wallet` in lower case. */
export async function selectOwnedItem(db: Reader, wallet: Address, itemId: string): Promise<WorkedItem | undefined> {
  const [row] = await db.$queryRaw<WorkedItem[]>`${ownedItem} WHERE i.id = ${itemId} AND c.wallet = ${wallet}`;
  return row;
}

/** The same, locked until the transaction ends. FOR UPDATE would block purchases of the item. */
export async function lockOwnedItem(tx: Tx, wallet: Address, itemId: string): Promise<WorkedItem | undefined> {
  const [row] = await tx.$queryRaw<WorkedItem[]>`
    ${ownedItem} WHERE i.id = ${itemId} AND c.wallet = ${wallet} FOR NO KEY UPDATE OF i`;
  return row;
}

/** Whether the wallet's creator is suspended. It neither becomes so nor ends while the transaction goes on. */
export async function lockSuspension(tx: Tx, wallet: Address): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isSuspended: boolean }[]>`
    SELECT suspended_at IS NOT NULL AS "isSuspended" FROM creator WHERE wallet = ${wallet} FOR SHARE`;
  return row?.isSuspended ?? false;
}

export interface StoredVersion extends VersionContent {
  id: string;
  number: number;
  isAutosave: boolean;
  /** The highest number among the item's versions. */
  newestNumber: number;
}

type VersionRow = Omit<StoredVersion, "files"> & { files: (Omit<FileSummary, "bytes"> & { bytes: string })[] };

/** A version with its text and its ordered files. */
export async function selectStoredVersion(db: Reader, versionId: string): Promise<StoredVersion | undefined> {
  const [row] = await db.$queryRaw<VersionRow[]>`
    SELECT v.id, v.number, v.title, v.dek, v.preview, v.content, v.is_autosave AS "isAutosave",
           (SELECT max(number) FROM item_version WHERE item_id = v.item_id) AS "newestNumber",
           (SELECT coalesce(json_agg(json_build_object('id', f.id, 'name', coalesce(vf.name, f.name), 'mediaType', f.media_type,
                     'bytes', f.bytes::text, 'sha256', f.sha256, 'facts', coalesce(p.facts, '{}')) ORDER BY vf.position), '[]')
              FROM version_file vf JOIN file f ON f.id = vf.file_id LEFT JOIN file_preview p ON p.file_id = f.id
             WHERE vf.version_id = v.id) AS files
      FROM item_version v WHERE v.id = ${versionId}`;
  return row && { ...row, files: row.files.map((file) => ({ ...file, bytes: BigInt(file.bytes) })) };
}

/** The stored size of all versions' texts of a creator, in bytes. */
export async function selectTextBytes(db: Reader, creatorId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ used: number }[]>`
    SELECT text_bytes::float8 AS used FROM creator_storage WHERE creator_id = ${creatorId}`;
  return row?.used ?? 0;
}

/** Whether a version has these texts. Compares hashes, which saves sending megabytes. */
export async function hasTexts(db: Reader, versionId: string, texts: Omit<VersionContent, "files">): Promise<boolean> {
  const hash = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
  const { title, dek, preview, content } = texts;
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM item_version WHERE id = ${versionId} AND title = ${title} AND dek = ${dek}
       AND encode(sha256(convert_to(preview, 'UTF8')), 'hex') = ${hash(preview)}
       AND encode(sha256(convert_to(content, 'UTF8')), 'hex') = ${hash(content)}`;
  return rows.length > 0;
}
