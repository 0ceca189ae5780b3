// SQL of uploads: the quota's sum, the hold that one request has, and what may be thrown away.
import type { Db, Tx } from "../../db/client";
import type { Address } from "../../kernel/address";

type Reader = Db | Tx;

export const HOLD_SECONDS = 10;

/** Whoever counts a creator's bytes and adds to them takes turns with others who do. */
export async function lockCreator(tx: Tx, wallet: Address): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM creator WHERE wallet = ${wallet} FOR NO KEY UPDATE`;
}

/** What a creator's files and unfinished uploads take, the latter at their full length. */
export async function selectBytesUsed(db: Reader, creatorId: string): Promise<bigint> {
  const [row] = await db.$queryRaw<{ used: bigint }[]>`
    SELECT ((SELECT coalesce(sum(f.bytes), 0) FROM file f JOIN item i ON i.id = f.item_id WHERE i.creator_id = ${creatorId})
          + (SELECT coalesce(sum(u.bytes), 0) FROM upload u WHERE u.creator_id = ${creatorId} AND u.file_id IS NULL))::bigint AS used`;
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

/** An upload, by what a request says of it; `wallet` in lower case. */
export interface UploadKey {
  wallet: Address;
  itemId: string;
  uploadId: string;
}

/**
 * Takes the hold if nobody has it, and answers the row as it is then. If somebody has it, that one is asked to stop, and the answer is
 * `held`. Undefined if there is no such upload of this wallet's.
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
  const asked = await db.$executeRaw`
    UPDATE upload u SET is_wanted = true FROM item i JOIN creator c ON c.id = i.creator_id
     WHERE u.id = ${uploadId} AND u.item_id = ${itemId} AND i.id = u.item_id AND c.wallet = ${wallet}`;
  return asked === 1 ? "held" : undefined;
}

/** Keeps the hold; undefined if it was lost, else whether somebody else wants it. */
export async function keepHold(db: Db, id: string, holder: string): Promise<boolean | undefined> {
  const [row] = await db.$queryRaw<{ isWanted: boolean }[]>`
    UPDATE upload SET held_until = now() + make_interval(secs => ${HOLD_SECONDS}::int)
     WHERE id = ${id} AND holder = ${holder} RETURNING is_wanted AS "isWanted"`;
  return row?.isWanted;
}

/** Ends the hold. With `hasBytes`, the time that the upload is kept begins anew. */
export async function endHold(db: Db, id: string, holder: string, hasBytes: boolean): Promise<void> {
  await db.$executeRaw`
    UPDATE upload SET holder = NULL, held_until = NULL, is_wanted = false,
           touched_at = CASE WHEN ${hasBytes} THEN now() ELSE touched_at END
     WHERE id = ${id} AND holder = ${holder}`;
}

/** Uploads that became nothing, or a file some time ago: nobody wrote to them since `before`, or does now. Takes their rows. */
export function takeStaleUploads(db: Db, before: Date): Promise<{ id: string; storageKey: string; fileId: string | null }[]> {
  return db.$queryRaw`
    DELETE FROM upload WHERE touched_at < ${before} AND (holder IS NULL OR held_until < now())
    RETURNING id, storage_key AS "storageKey", file_id AS "fileId"`;
}

/**
 * Files that nothing shows or sold: no draft names them since `before`, and no version that was ever published. Takes them out of
 * the versions that were never more than drafts.
 */
export async function takeForgottenFiles(db: Db, before: Date): Promise<number> {
  return db.$transaction(async (tx) => {
    const forgotten = await tx.$queryRaw<{ id: string }[]>`
      SELECT f.id FROM file f JOIN item i ON i.id = f.item_id
       WHERE NOT EXISTS (SELECT FROM version_file vf JOIN item_version v ON v.id = vf.version_id
                          WHERE vf.file_id = f.id AND (v.published_at IS NOT NULL OR (v.id = i.draft_version_id AND i.status <> 'removed')
                            OR EXISTS (SELECT FROM purchase p WHERE p.version_id = v.id)))
         AND (i.status = 'removed' OR ${before} > (
               SELECT min(n.created_at) FROM item_version n WHERE n.item_id = f.item_id AND n.number > (
                 SELECT max(v.number) FROM version_file vf JOIN item_version v ON v.id = vf.version_id WHERE vf.file_id = f.id)))
       FOR NO KEY UPDATE OF i SKIP LOCKED`;
    const ids = forgotten.map(({ id }) => id);
    await tx.$executeRaw`DELETE FROM version_file WHERE file_id = ANY(${ids})`;
    return tx.$executeRaw`DELETE FROM file WHERE id = ANY(${ids})`;
  });
}

/** Of these keys, those that no file, no upload and no picture names. */
export async function selectUnnamedKeys(db: Db, keys: string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ key: string }[]>`
    SELECT key FROM unnest(${keys}::text[]) AS k(key)
     WHERE NOT EXISTS (SELECT FROM file WHERE storage_key = key) AND NOT EXISTS (SELECT FROM upload WHERE storage_key = key)
       AND NOT EXISTS (SELECT FROM picture_size WHERE storage_key = key)`;
  return rows.map(({ key }) => key);
}
