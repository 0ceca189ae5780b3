// Reads of what was bought. Each is one statement: pages and the owned-content route stand on them.
import type { ItemKind } from "../../catalog/codecs";
import { type Db, queryPool } from "../../db/client";
import { Prisma } from "../../db/generated/client";
import type { Address } from "../../kernel/address";
import type { OpenedRow } from "../types";

const columns = `i.id AS "itemId", i.kind::text AS kind, v.id AS "versionId", v.number AS version, v.content, v.sha256,
  v.id = i.published_version_id AS "isNewest", p.id AS "purchaseId", b.number AS "boughtVersion", b.id AS "boughtVersionId"`;

/** An item's version: by its number, or the one that was bought. The newest that was published where none is asked for. */
export type VersionAsked = number | "bought" | undefined;

/** A session, or a wallet that was proved within this request. */
export type SessionKey = { tokenHash: string } | { wallet: Address };

/** What an item's buyers hold: the entitlement of `s.wallet`, or one that this browser paid for; while its purchase is confirmed. */
const purchaseOfSession = `LEFT JOIN LATERAL (
  SELECT p.id, p.version_id FROM (
    SELECT e.purchase_id FROM entitlement e WHERE e.item_id = i.id AND e.wallet = s.wallet
    UNION ALL
    SELECT e.purchase_id FROM session_grant g JOIN entitlement e ON e.id = g.entitlement_id
     WHERE g.session_id = s.id AND e.item_id = i.id
  ) held JOIN purchase p ON p.id = held.purchase_id AND p.state = 'confirmed' LIMIT 1) p ON true`;

const newest = "JOIN item_version v ON v.id = i.published_version_id";

/** `$3`: a number, or null for the one that was bought (`b`). Theirs is that one and what was published later; drafts are nobody's. */
const asked = `JOIN item_version v ON v.item_id = i.id AND v.number = coalesce($3::int, b.number)
  AND (v.id = b.id OR v.published_at IS NOT NULL AND v.number > coalesce(b.number, 0))`;

const openedByToken = (version: string) => `
  SELECT ${columns}
    FROM session s
    JOIN item i ON i.id = $2
    ${purchaseOfSession}
    LEFT JOIN item_version b ON b.id = p.version_id
    ${version}
   WHERE s.token_hash = $1 AND s.expires_at > now()
     AND (p.id IS NOT NULL OR s.wallet = (SELECT wallet FROM creator WHERE id = i.creator_id))`;

const openedByWallet = (version: string) => `
  SELECT ${columns}
    FROM item i
    LEFT JOIN entitlement e ON e.item_id = i.id AND e.wallet = $1
    LEFT JOIN purchase p ON p.id = e.purchase_id AND p.state = 'confirmed'
    LEFT JOIN item_version b ON b.id = p.version_id
    ${version}
   WHERE i.id = $2 AND (p.id IS NOT NULL OR $1 = (SELECT wallet FROM creator WHERE id = i.creator_id))
   LIMIT 1`;

const opened = {
  token: { newest: openedByToken(newest), asked: openedByToken(asked) },
  wallet: { newest: openedByWallet(newest), asked: openedByWallet(asked) },
};

async function selectVersion<Row>(
  db: Db,
  text: { newest: string; asked: string },
  values: string[],
  version: VersionAsked,
): Promise<Row | undefined> {
  const [row] =
    version === undefined
      ? await queryPool<Row>(db, text.newest, values)
      : await queryPool<Row>(db, text.asked, [...values, version === "bought" ? null : version]);
  return row;
}

/** The paid content of an item, if this session may open it (or its wallet made it). One statement, from token to bytes. */
export function selectOpened(db: Db, session: SessionKey, itemId: string, version: VersionAsked): Promise<OpenedRow | undefined> {
  return "tokenHash" in session
    ? selectVersion(db, opened.token, [session.tokenHash, itemId], version)
    : selectVersion(db, opened.wallet, [session.wallet, itemId], version);
}

/** What a confirmed purchase bought: the version of its claim, whatever was published since. */
export async function selectPurchased(db: Db, purchaseId: string): Promise<OpenedRow | undefined> {
  const [row] = await db.$queryRaw<OpenedRow[]>`
    SELECT ${Prisma.raw(columns)}
      FROM purchase p
      JOIN entitlement e ON e.purchase_id = p.id
      JOIN item i ON i.id = p.item_id
      JOIN item_version v ON v.id = p.version_id
      JOIN item_version b ON b.id = p.version_id
     WHERE p.id = ${purchaseId} AND p.state = 'confirmed'`;
  return row;
}

export interface OwnershipRow {
  isCreator: boolean;
  receiptId: string | null;
  purchasedAt: Date | null;
  /** Null for whoever did not buy it. */
  boughtVersion: number | null;
  newestVersion: number | null;
}

/** Columns of what an item is to its reader. */
const ownership = `coalesce(c.wallet = s.wallet, false) AS "isCreator", p.id AS "receiptId", t.settled_at AS "purchasedAt",
  b.number AS "boughtVersion", v.number AS "newestVersion"`;

const ownershipSource = `JOIN creator c ON c.id = i.creator_id
  LEFT JOIN item_version v ON v.id = i.published_version_id
  ${purchaseOfSession}
  LEFT JOIN item_version b ON b.id = p.version_id
  LEFT JOIN settlement t ON t.purchase_id = p.id`;

export async function selectOwnership(db: Db, itemId: string, sessionId: string): Promise<OwnershipRow | undefined> {
  const [row] = await db.$queryRaw<OwnershipRow[]>`
    SELECT ${Prisma.raw(ownership)} FROM session s JOIN item i ON i.id = ${itemId} ${Prisma.raw(ownershipSource)}
     WHERE s.id = ${sessionId}`;
  return row;
}

export interface ReaderRow extends OwnershipRow {
  isSignedIn: boolean;
  /** Null for whoever may not open it. */
  content: string | null;
  placeFraction: number | null;
  placeAt: Date | null;
}

const readerByToken = `
  SELECT s.wallet IS NOT NULL AS "isSignedIn", ${ownership},
         CASE WHEN p.id IS NOT NULL OR c.wallet = s.wallet THEN v.content END AS content,
         r.fraction AS "placeFraction", r.at AS "placeAt"
    FROM session s JOIN item i ON i.id = $2 ${ownershipSource}
    LEFT JOIN reading_place r ON r.wallet = s.wallet AND r.item_id = i.id
   WHERE s.token_hash = $1 AND s.expires_at > now()`;

/** Who reads an item's page, what the item is to them, and its paid content if they may open it: one statement. */
export async function selectReader(db: Db, tokenHash: string, itemId: string): Promise<ReaderRow | undefined> {
  const [row] = await queryPool<ReaderRow>(db, readerByToken, [tokenHash, itemId]);
  return row;
}

/** A piece as its owner's library keeps it. */
export interface KeptRow {
  slug: string;
  handle: string;
  creatorName: string;
  isRemoved: boolean;
  title: string;
  dek: string;
  kind: ItemKind;
  coverId: string | null;
  coverAlt: string;
  preview: string;
  content: string;
  versionId: string;
  version: number;
  isNewest: boolean;
  boughtVersion: number;
  receiptId: string;
  purchasedAt: Date;
}

const kept = (version: string) => `
  SELECT i.slug, c.handle, c.display_name AS "creatorName", i.status IN ('removed', 'hidden') AS "isRemoved", v.title, v.dek,
         i.kind::text AS kind, i.cover_id AS "coverId", i.cover_alt AS "coverAlt", v.preview, v.content, v.id AS "versionId", v.number AS version, v.id = i.published_version_id AS "isNewest", b.number AS "boughtVersion",
         p.id AS "receiptId", t.settled_at AS "purchasedAt"
    FROM session s
    JOIN item i ON i.id = $2
    JOIN creator c ON c.id = i.creator_id
    ${purchaseOfSession}
    JOIN settlement t ON t.purchase_id = p.id
    JOIN item_version b ON b.id = p.version_id
    ${version}
   WHERE s.token_hash = $1 AND s.expires_at > now()`;
const keptOf = { newest: kept(newest), asked: kept(asked) };

export function selectKept(db: Db, tokenHash: string, itemId: string, version: VersionAsked): Promise<KeptRow | undefined> {
  return selectVersion(db, keptOf, [tokenHash, itemId], version);
}

export interface PictureRow {
  bytes: number;
  storageKey: string;
}

/**
 * One width of the cover of a piece that was taken down, for whoever bought the piece; of a hidden one for its creator as well. And of a
 * suspended creator's avatar, for themselves.
 */
export async function selectKeptPicture(
  db: Db,
  tokenHash: string,
  pictureId: string,
  width: number,
): Promise<PictureRow | undefined> {
  const [row] = await db.$queryRaw<PictureRow[]>`
    SELECT z.bytes, z.storage_key AS "storageKey"
      FROM session s
      JOIN item i ON i.cover_id = ${pictureId} AND i.status IN ('removed', 'hidden')
      JOIN picture_size z ON z.picture_id = i.cover_id AND z.width = ${width}
      ${Prisma.raw(purchaseOfSession)}
     WHERE s.token_hash = ${tokenHash} AND s.expires_at > now()
       AND (p.id IS NOT NULL OR (i.status = 'hidden' AND s.wallet = (SELECT wallet FROM creator WHERE id = i.creator_id)))
    UNION ALL
    SELECT z.bytes, z.storage_key
      FROM session s
      JOIN creator c ON c.wallet = s.wallet AND c.avatar_id = ${pictureId} AND c.suspended_at IS NOT NULL
      JOIN picture_size z ON z.picture_id = c.avatar_id AND z.width = ${width}
     WHERE s.token_hash = ${tokenHash} AND s.expires_at > now()`;
  return row;
}

export interface FileRow {
  id: string;
  name: string;
  mediaType: string;
  bytes: bigint;
  sha256: string;
  storageKey: string;
  createdAt: Date;
}

/** The files of a version, in order. */
export function selectVersionFiles(db: Db, versionId: string): Promise<FileRow[]> {
  return db.$queryRaw<FileRow[]>`
    SELECT f.id, coalesce(vf.name, f.name) AS name, f.media_type AS "mediaType", f.bytes, f.sha256,
           f.storage_key AS "storageKey", f.created_at AS "createdAt"
      FROM version_file vf JOIN file f ON f.id = vf.file_id WHERE vf.version_id = ${versionId} ORDER BY vf.position`;
}

/** A file of one of these versions, as the first that has it names it. */
export async function selectFileOf(
  db: Db,
  versionIds: string[],
  fileId: string,
): Promise<(FileRow & { version: number }) | undefined> {
  const [row] = await db.$queryRaw<(FileRow & { version: number })[]>`
    SELECT f.id, coalesce(vf.name, f.name) AS name, f.media_type AS "mediaType", f.bytes, f.sha256,
           f.storage_key AS "storageKey", f.created_at AS "createdAt", v.number AS version
      FROM file f JOIN version_file vf ON vf.file_id = f.id JOIN item_version v ON v.id = vf.version_id
     WHERE f.id = ${fileId} AND v.id = ANY(${versionIds}) ORDER BY array_position(${versionIds}::text[], v.id) LIMIT 1`;
  return row;
}

export interface StoredPicture {
  storageKey: string;
  bytes: number;
  width: number;
  /** The free part of what is published shows it. */
  isPublic: boolean;
}

/** A picture of an item's texts in this width, or in its largest. Says nothing of who may see it. */
export async function selectPicture(
  db: Db,
  itemId: string,
  sha256: string,
  width: number | undefined,
): Promise<StoredPicture | undefined> {
  const [row] = await queryPool<StoredPicture>(
    db,
    `SELECT z.storage_key AS "storageKey", z.bytes, z.width, i.status IN ('listed', 'unlisted') AND EXISTS (
              SELECT FROM version_picture n WHERE n.version_id = i.published_version_id AND n.sha256 = p.sha256 AND n.is_free) AS "isPublic"
       FROM item_picture p
       JOIN item i ON i.id = p.item_id
       JOIN item_picture_size z ON z.item_id = p.item_id AND z.sha256 = p.sha256 AND z.width = coalesce($3::int, p.width)
      WHERE p.item_id = $1 AND p.sha256 = $2`,
    [itemId, sha256, width ?? null],
  );
  return row;
}

/** Who may see a picture: the item's creator, who may read a version that shows it, and who was just given such a version. */
export type PictureReader = { tokenHash: string } | { creator: Address } | { versionId: string };

const shownToSession = `
  SELECT 1 FROM session s
    JOIN item i ON i.id = $2
    ${purchaseOfSession}
    LEFT JOIN item_version b ON b.id = p.version_id
   WHERE s.token_hash = $1 AND s.expires_at > now()
     AND (s.wallet = (SELECT wallet FROM creator WHERE id = i.creator_id) OR EXISTS (
       SELECT FROM version_picture n JOIN item_version v ON v.id = n.version_id
        WHERE n.item_id = i.id AND n.sha256 = $3 AND (v.id = b.id OR v.published_at IS NOT NULL AND v.number > b.number)))`;
const shownToCreator = `
  SELECT 1 FROM item i JOIN creator c ON c.id = i.creator_id JOIN item_picture p ON p.item_id = i.id
   WHERE c.wallet = $1 AND i.id = $2 AND p.sha256 = $3`;
const shownByVersion = `
  SELECT 1 FROM item_version v JOIN version_picture n ON n.version_id = v.id WHERE v.id = $1 AND v.item_id = $2 AND n.sha256 = $3`;

export async function isShownTo(db: Db, reader: PictureReader, itemId: string, sha256: string): Promise<boolean> {
  const [statement, key] =
    "tokenHash" in reader
      ? [shownToSession, reader.tokenHash]
      : "creator" in reader
        ? [shownToCreator, reader.creator]
        : [shownByVersion, reader.versionId];
  return (await queryPool(db, statement, [key, itemId, sha256])).length > 0;
}
