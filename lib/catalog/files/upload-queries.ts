// SQL of uploads: the quota, the lease of one request, and expiry.
import type { Db, Tx } from "../../db/client";
import type { Address } from "../../kernel/address";

type Reader = Db | Tx;

export const HOLD_SECONDS = 10;

/** Serialises quota checks of one creator. */
export async function lockCreator(tx: Tx, wallet: Address): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM creator WHERE wallet = ${wallet} FOR NO KEY UPDATE`;
}

/** Bytes used by a creator's files and unfinished uploads, the latter at their full length. */
export async function selectBytesUsed(db: Reader, creatorId: string): Promise<bigint> {
  const [row] = await db.$queryRaw<{ used: bigint }[]>`
    SELECT file_bytes AS used FROM creator_storage WHERE creator_id = ${creatorId}`;
  return row?.used ?? 0n;
}

export interface UploadRow {
  id: string;
  itemId: string;
  name: string;
  bytes: bigint;
  sha256: string | null;
  storageKey: string;
  digest: string | null;
  mediaType: string | null;
  fileId: string | null;
  touchedAt: Date;
}

/** Identifies an upload in a request; `wallet` in lower case. */
export interface UploadKey {
  wallet: Address;
  itemId: string;
  uploadId: string;
}

/**
 * Takes the lease if it is free and returns the row. If it is held, asks the holder to stop and returns `held`. Undefined if the wallet
 * has no such upload.
 */
export async function takeHold(
  db: Db,
  { wallet, itemId, uploadId }: UploadKey,
  holder: string,
): Promise<UploadRow | "held" | undefined> {
  const [row] = await db.$queryRaw<UploadRow[]>`
    UPDATE upload u SET holder = ${holder}, held_until = now() + make_interval(secs => ${HOLD_SECONDS}::int), is_wanted = false
      FROM item i JOIN creator c ON c.id = i.creator_id
     WHERE u.id = ${uploadId} AND u.item_id = ${itemId} AND i.id = u.item_id AND c.wallet = ${wallet}
       AND (u.holder IS NULL OR u.held_until < now())
    RETURNING u.id, u.item_id AS "itemId", u.name, u.bytes, u.sha256, u.storage_key AS "storageKey", u.digest,
              u.media_type AS "mediaType", u.file_id AS "fileId", u.touched_at AS "touchedAt"`;
  if (row) return row;
  const [held] = await db.$queryRaw<unknown[]>`
    WITH held AS (SELECT u.id, u.is_wanted FROM upload u JOIN item i ON i.id = u.item_id JOIN creator c ON c.id = i.creator_id
                   WHERE u.id = ${uploadId} AND u.item_id = ${itemId} AND c.wallet = ${wallet}),
         asked AS (UPDATE upload SET is_wanted = true WHERE id IN (SELECT id FROM held WHERE NOT is_wanted))
    SELECT id FROM held`;
  return held ? "held" : undefined;
}

/** Renews the lease; undefined if it was lost, else whether another request waits for it. `hasBytes` restarts the upload's expiry. */
export async function keepHold(db: Db, id: string, holder: string, hasBytes: boolean): Promise<boolean | undefined> {
  const [row] = await db.$queryRaw<{ isWanted: boolean }[]>`
    UPDATE upload SET held_until = now() + make_interval(secs => ${HOLD_SECONDS}::int),
           touched_at = CASE WHEN ${hasBytes} THEN now() ELSE touched_at END
     WHERE id = ${id} AND holder = ${holder} RETURNING is_wanted AS "isWanted"`;
  return row?.isWanted;
}

/** Releases the lease. `hasBytes` restarts the upload's expiry. */
export async function endHold(db: Db, id: string, holder: string, hasBytes: boolean): Promise<void> {
  await db.$executeRaw`
    UPDATE upload SET holder = NULL, held_until = NULL, is_wanted = false,
           touched_at = CASE WHEN ${hasBytes} THEN now() ELSE touched_at END
     WHERE id = ${id} AND holder = ${holder}`;
}

/** Deletes and returns up to `most` uploads that received no bytes since `before` and are not held, nor taken at this moment. */
export function deleteStaleUploads(db: Db, before: Date, most: number): Promise<{ id: string; fileId: string | null }[]> {
  return db.$queryRaw`
    DELETE FROM upload WHERE id = ANY(ARRAY(
      SELECT id FROM upload WHERE touched_at < ${before} AND (holder IS NULL OR held_until < now())
       ORDER BY touched_at LIMIT ${most} FOR UPDATE SKIP LOCKED))
    RETURNING id, file_id AS "fileId"`;
}

export interface FilesLookedAt {
  deleted: number;
  /** The last one looked at; null at the end. */
  last: string | null;
}

/**
 * Deletes, of `most` files after `start`, those that no draft has used since `before` and that no published or sold version contains.
 * Versions that were only drafts lose them.
 */
export async function deleteUnusedFiles(db: Db, before: Date, start: string, most: number): Promise<FilesLookedAt> {
  return db.$transaction(async (tx) => {
    const looked = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM file WHERE id > ${start} ORDER BY id LIMIT ${most}`;
    const unused = await tx.$queryRaw<{ id: string }[]>`
      SELECT f.id FROM file f JOIN item i ON i.id = f.item_id
       WHERE f.id = ANY(${looked.map(({ id }) => id)})
         AND NOT EXISTS (SELECT FROM version_file vf JOIN item_version v ON v.id = vf.version_id
                          WHERE vf.file_id = f.id AND (v.published_at IS NOT NULL OR (v.id = i.draft_version_id AND i.status <> 'removed')
                            OR EXISTS (SELECT FROM purchase p WHERE p.version_id = v.id)))
         AND (i.status = 'removed' OR ${before} > (
               SELECT min(n.created_at) FROM item_version n WHERE n.item_id = f.item_id AND n.number > (
                 SELECT max(v.number) FROM version_file vf JOIN item_version v ON v.id = vf.version_id WHERE vf.file_id = f.id)))
       FOR NO KEY UPDATE OF i SKIP LOCKED`;
    const ids = unused.map(({ id }) => id);
    await tx.$executeRaw`DELETE FROM version_file WHERE file_id = ANY(${ids})`;
    const deleted = await tx.$executeRaw`DELETE FROM file WHERE id = ANY(${ids})`;
    return { deleted, last: looked.length < most ? null : (looked.at(-1)?.id ?? null) };
  });
}
