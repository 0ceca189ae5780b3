// SQL of pictures in texts.
import type { Db, Tx } from "../../db/client";
import type { StoredSize } from "./picture-queries";

type Reader = Db | Tx;

export interface ItemPictureRow {
  sha256: string;
  sourceSha256: string;
  width: number;
  height: number;
  /** Ascending. */
  widths: number[];
  /** Of all widths. */
  bytes: number;
}

/** An item's pictures, oldest first; of these hashes, where some are given. */
export function selectItemPictures(db: Reader, itemId: string, hashes?: string[]): Promise<ItemPictureRow[]> {
  return db.$queryRaw`
    SELECT p.sha256, p.source_sha256 AS "sourceSha256", p.width, p.height, s.widths, s.bytes
      FROM item_picture p,
           LATERAL (SELECT array_agg(z.width ORDER BY z.width) AS widths, sum(z.bytes)::int AS bytes FROM item_picture_size z
                     WHERE z.item_id = p.item_id AND z.sha256 = p.sha256) s
     WHERE p.item_id = ${itemId} AND (${hashes ?? null}::text[] IS NULL OR p.sha256 = ANY(${hashes ?? null}::text[]))
     ORDER BY p.created_at, p.sha256`;
}

/** The picture that was made of these bytes, or that these bytes are; kept for another day. */
export async function touchPictureOf(tx: Reader, itemId: string, sourceSha256: string): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ sha256: string }[]>`
    UPDATE item_picture SET touched_at = now()
     WHERE item_id = ${itemId} AND sha256 = (
       SELECT sha256 FROM item_picture WHERE item_id = ${itemId} AND (source_sha256 = ${sourceSha256} OR sha256 = ${sourceSha256})
        ORDER BY sha256 = ${sourceSha256} DESC LIMIT 1)
    RETURNING sha256`;
  return row?.sha256;
}

export async function countItemPictures(tx: Reader, itemId: string): Promise<number> {
  const [row] = await tx.$queryRaw<
    { count: number }[]
  >`SELECT count(*)::int AS count FROM item_picture WHERE item_id = ${itemId}`;
  return row?.count ?? 0;
}

export interface NewItemPicture {
  itemId: string;
  sha256: string;
  sourceSha256: string;
  width: number;
  height: number;
}

/** The caller holds the item's lock. */
export async function insertItemPicture(tx: Tx, picture: NewItemPicture, sizes: StoredSize[]): Promise<void> {
  const { itemId, sha256, sourceSha256, width, height } = picture;
  await tx.$executeRaw`
    INSERT INTO item_picture (item_id, sha256, source_sha256, width, height)
    VALUES (${itemId}, ${sha256}, ${sourceSha256}, ${width}, ${height})`;
  const column = <K extends keyof StoredSize>(name: K) => sizes.map((size) => size[name]);
  await tx.$executeRaw`
    INSERT INTO item_picture_size (item_id, sha256, width, bytes, storage_key)
    SELECT ${itemId}, ${sha256}, s.width, s.bytes, s.key
      FROM unnest(${column("width")}::int[], ${column("bytes")}::int[], ${column("storageKey")}::text[]) AS s (width, bytes, key)`;
}

export interface PictureKey {
  itemId: string;
  sha256: string;
}

export interface PicturesLookedAt {
  unnamed: PictureKey[];
  /** The last one looked at; null at the end. */
  last: PictureKey | null;
}

/** Of `most` pictures after `start`, those that no version has named since `before`. */
export async function listUnnamedPictures(db: Reader, before: Date, start: PictureKey, most: number): Promise<PicturesLookedAt> {
  const looked = await db.$queryRaw<(PictureKey & { isUnnamed: boolean })[]>`
    SELECT item_id AS "itemId", sha256, touched_at < ${before} AND NOT is_picture_named(item_id, sha256) AS "isUnnamed"
      FROM item_picture
     WHERE (item_id, sha256) > (${start.itemId}, ${start.sha256}) ORDER BY item_id, sha256 LIMIT ${most}`;
  const last = looked.length < most ? undefined : looked.at(-1);
  return { unnamed: looked.filter(({ isUnnamed }) => isUnnamed), last: last ?? null };
}

/** What one transaction may take; in it, its items and their creators' sums wait. */
const DELETE_MS = 10_000;

/**
 * Deletes those of these that still no version names. Their items are locked first, as whoever saves a version locks them: what is being
 * saved at this moment is left for the next time.
 */
export function deleteUnnamedPictures(db: Db, before: Date, unnamed: PictureKey[]): Promise<number> {
  return db.$transaction(
    async (tx) => {
      const items = await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM item WHERE id = ANY(${unnamed.map(({ itemId }) => itemId)}) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED`;
      const locked = new Set(items.map(({ id }) => id));
      const going = unnamed.filter(({ itemId }) => locked.has(itemId));
      return tx.$executeRaw`
        DELETE FROM item_picture p
         USING unnest(${going.map(({ itemId }) => itemId)}::text[], ${going.map(({ sha256 }) => sha256)}::text[]) AS k (item_id, sha256)
         WHERE p.item_id = k.item_id AND p.sha256 = k.sha256 AND p.touched_at < ${before} AND NOT is_picture_named(p.item_id, p.sha256)`;
    },
    { timeout: DELETE_MS },
  );
}
