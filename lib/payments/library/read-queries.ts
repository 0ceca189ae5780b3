// Reads of what was bought. Each is one statement: pages and the owned-content route stand on them.
import type { ItemKind } from "../../catalog/codecs";
import { type Db, queryPool } from "../../db/client";
import { Prisma } from "../../db/generated/client";
import type { Address } from "../../kernel/address";
import type { Receipt } from "../types";

export interface OpenedRow {
  itemId: string;
  kind: ItemKind;
  versionId: string;
  content: string;
  sha256: string;
  purchaseId: string | null;
}

/** A session, or a wallet that was proved within this request. */
export type SessionKey = { tokenHash: string } | { wallet: Address };

/** What an item's buyers hold: the entitlement of `s.wallet`, or one that this browser paid for; while its purchase is confirmed. */
const purchaseOfSession = `LEFT JOIN LATERAL (
  SELECT p.id FROM (
    SELECT e.purchase_id FROM entitlement e WHERE e.item_id = i.id AND e.wallet = s.wallet
    UNION ALL
    SELECT e.purchase_id FROM session_grant g JOIN entitlement e ON e.id = g.entitlement_id
     WHERE g.session_id = s.id AND e.item_id = i.id
  ) held JOIN purchase p ON p.id = held.purchase_id AND p.state = 'confirmed' LIMIT 1) p ON true`;

const openedByToken = `
  SELECT i.id AS "itemId", i.kind::text AS kind, v.id AS "versionId", v.content, v.sha256, p.id AS "purchaseId"
    FROM session s
    JOIN item i ON i.id = $2
    JOIN item_version v ON v.id = i.published_version_id
    ${purchaseOfSession}
   WHERE s.token_hash = $1 AND s.expires_at > now()
     AND (p.id IS NOT NULL OR s.wallet = (SELECT wallet FROM creator WHERE id = i.creator_id))`;

const openedByWallet = `
  SELECT i.id AS "itemId", i.kind::text AS kind, v.id AS "versionId", v.content, v.sha256, p.id AS "purchaseId"
    FROM item i
    JOIN item_version v ON v.id = i.published_version_id
    LEFT JOIN entitlement e ON e.item_id = i.id AND e.wallet = $1
    LEFT JOIN purchase p ON p.id = e.purchase_id AND p.state = 'confirmed'
   WHERE i.id = $2 AND (p.id IS NOT NULL OR $1 = (SELECT wallet FROM creator WHERE id = i.creator_id))
   LIMIT 1`;

/** The paid content of an item, if this session may open it (or its wallet made it). One statement, from token to bytes. */
export async function selectOpened(db: Db, session: SessionKey, itemId: string): Promise<OpenedRow | undefined> {
  const [row] = await ("tokenHash" in session
    ? queryPool<OpenedRow>(db, openedByToken, [session.tokenHash, itemId])
    : queryPool<OpenedRow>(db, openedByWallet, [session.wallet, itemId]));
  return row;
}

export async function selectPurchased(db: Db, purchaseId: string): Promise<OpenedRow | undefined> {
  const [row] = await db.$queryRaw<OpenedRow[]>`
    SELECT i.id AS "itemId", i.kind::text AS kind, v.id AS "versionId", v.content, v.sha256, p.id AS "purchaseId"
      FROM purchase p
      JOIN entitlement e ON e.purchase_id = p.id
      JOIN item i ON i.id = p.item_id
      JOIN item_version v ON v.id = i.published_version_id
     WHERE p.id = ${purchaseId} AND p.state = 'confirmed'`;
  return row;
}

export interface OwnershipRow {
  isCreator: boolean;
  receiptId: string | null;
  purchasedAt: Date | null;
}

export async function selectOwnership(db: Db, itemId: string, sessionId: string): Promise<OwnershipRow | undefined> {
  const [row] = await db.$queryRaw<OwnershipRow[]>`
    SELECT coalesce(c.wallet = s.wallet, false) AS "isCreator", p.id AS "receiptId", t.settled_at AS "purchasedAt"
      FROM session s
      JOIN item i ON i.id = ${itemId}
      JOIN creator c ON c.id = i.creator_id
      ${Prisma.raw(purchaseOfSession)}
      LEFT JOIN settlement t ON t.purchase_id = p.id
     WHERE s.id = ${sessionId}`;
  return row;
}

export interface ReaderRow extends OwnershipRow {
  isSignedIn: boolean;
  /** Null for whoever may not open it. */
  content: string | null;
}

const readerByToken = `
  SELECT s.wallet IS NOT NULL AS "isSignedIn", coalesce(c.wallet = s.wallet, false) AS "isCreator", p.id AS "receiptId",
         t.settled_at AS "purchasedAt", CASE WHEN p.id IS NOT NULL OR c.wallet = s.wallet THEN v.content END AS content
    FROM session s
    JOIN item i ON i.id = $2
    JOIN creator c ON c.id = i.creator_id
    LEFT JOIN item_version v ON v.id = i.published_version_id
    ${purchaseOfSession}
    LEFT JOIN settlement t ON t.purchase_id = p.id
   WHERE s.token_hash = $1 AND s.expires_at > now()`;

/** Who reads an item's page, what the item is to them, and its paid content if they may open it: one statement. */
export async function selectReader(db: Db, tokenHash: string, itemId: string): Promise<ReaderRow | undefined> {
  const [row] = await queryPool<ReaderRow>(db, readerByToken, [tokenHash, itemId]);
  return row;
}

/** A receipt as its statement answers it: flat, and with what decides who may see it. */
export interface ReceiptRow extends Omit<Receipt, "item" | "network">, Omit<Receipt["item"], "id"> {
  itemId: string;
  creatorWallet: Address;
  chainId: number;
  /** Whether the asking session paid for it itself. */
  granted: boolean;
}

const receiptColumns = Prisma.sql`
  p.id, p.item_id AS "itemId", i.kind::text AS kind, i.slug, v.title, c.handle, c.display_name AS "creatorName",
  c.wallet AS "creatorWallet", v.id AS "versionId", v.number AS "versionNumber", v.sha256, v.bytes, p.amount, p.asset,
  p.chain_id AS "chainId", p.payer, p.pay_to AS "payTo", s.transaction, s.log_index AS "logIndex",
  s.block_number AS "blockNumber", s.settled_at AS "settledAt"`;

const receiptSource = Prisma.sql`
  purchase p JOIN settlement s ON s.purchase_id = p.id JOIN item i ON i.id = p.item_id
  JOIN item_version v ON v.id = p.version_id JOIN creator c ON c.id = p.creator_id`;

export async function selectReceipt(db: Db, purchaseId: string, sessionId: string): Promise<ReceiptRow | undefined> {
  const [row] = await db.$queryRaw<ReceiptRow[]>`
    SELECT ${receiptColumns},
           EXISTS (SELECT FROM session_grant g JOIN entitlement e ON e.id = g.entitlement_id
                    WHERE g.session_id = ${sessionId} AND e.purchase_id = p.id) AS granted
      FROM ${receiptSource} WHERE p.id = ${purchaseId} AND p.state = 'confirmed'`;
  return row;
}

/** Receipts of what a wallet owns, in the order of their ids, after one of them. */
export function selectReceiptsOf(db: Db, wallet: Address, after: string, limit: number): Promise<ReceiptRow[]> {
  return db.$queryRaw<ReceiptRow[]>`
    SELECT ${receiptColumns}, true AS granted
      FROM entitlement e JOIN ${receiptSource} ON p.id = e.purchase_id
     WHERE e.wallet = ${wallet} AND p.state = 'confirmed' AND p.id > ${after} ORDER BY p.id LIMIT ${limit}`;
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

/** A file that buyers of the item get: of the published version, or of the one that was bought. */
export async function selectBuyableFile(
  db: Db,
  itemId: string,
  fileId: string,
  purchaseId: string | null,
): Promise<FileRow | undefined> {
  const [row] = await db.$queryRaw<FileRow[]>`
    SELECT f.id, coalesce(vf.name, f.name) AS name, f.media_type AS "mediaType", f.bytes, f.sha256,
           f.storage_key AS "storageKey", f.created_at AS "createdAt"
      FROM file f JOIN version_file vf ON vf.file_id = f.id JOIN item i ON i.id = f.item_id
     WHERE f.id = ${fileId} AND i.id = ${itemId} AND (vf.version_id = i.published_version_id
       OR vf.version_id = (SELECT version_id FROM purchase WHERE id = ${purchaseId}))
     ORDER BY vf.version_id = i.published_version_id DESC LIMIT 1`;
  return row;
}
