// Pictures in the texts of an item: sent by its creator, encoded anew, named in Markdown by the SHA-256 of what is kept (lib/markdown/pictures.ts).
// Which versions name which, a trigger writes; who may see one is for payments/library to say.
import { createHash } from "node:crypto";
import type { Db, Tx } from "../../db/client";
import type { Address } from "../../kernel/address";
import { formatBytes } from "../../kernel/bytes";
import { Refusal } from "../../kernel/errors";
import { PICTURE_SCHEME } from "../../markdown/pictures";
import type { ContentStore, Incoming } from "../../storage/content-store";
import { type EncodedWhole, encodeWhole } from "../../storage/encode-picture";
import { changeItem, getOwned } from "../items/draft";
import { textPictureHeightMax, textPictureKeptHours, textPicturesMax, textPictureWidths } from "../limits";
import type { ItemPicture } from "./codecs";
import {
  countItemPictures,
  deleteUnnamedPictures,
  type ItemPictureRow,
  insertItemPicture,
  listUnnamedPictures,
  type PictureKey,
  selectItemPictures,
  touchPictureOf,
} from "./item-picture-queries";
import type { StoredSize } from "./picture-queries";
import { storeSizes } from "./store-sizes";
import { selectBytesUsed } from "./upload-queries";
import type { UploadLimits } from "./uploads";

interface Deps {
  db: Db;
  store: ContentStore;
  incoming: Incoming;
  uploadLimits: Pick<UploadLimits, "quotaBytes">;
}

const shape = { widths: textPictureWidths, heightMax: textPictureHeightMax };
const sha256Of = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

const toPicture = (row: ItemPictureRow): ItemPicture => ({
  ...row,
  source: `${PICTURE_SCHEME}${row.sha256}`,
  bytes: BigInt(row.bytes),
});

async function requireRoom(tx: Db | Tx, itemId: string, creatorId: string, bytes: number, quotaBytes: number): Promise<void> {
  if ((await countItemPictures(tx, itemId)) >= textPicturesMax)
    throw new Refusal(
      "quota_exceeded",
      `A piece can have at most ${textPicturesMax} pictures in its texts, those of its earlier versions included.`,
    );
  const left = BigInt(quotaBytes) - (await selectBytesUsed(tx, creatorId));
  if (BigInt(bytes) <= left) return;
  throw new Refusal(
    "quota_exceeded",
    `You have ${formatBytes(left > 0n ? left : 0n)} of ${formatBytes(quotaBytes)} left, and this picture takes ${formatBytes(bytes)}.`,
  );
}

async function getPicture(tx: Db | Tx, itemId: string, sha256: string): Promise<ItemPicture> {
  const [row] = await selectItemPictures(tx, itemId, [sha256]);
  if (!row) throw new Error(`there is no picture ${sha256} of ${itemId}`);
  return toPicture(row);
}

export interface AddedPicture extends ItemPicture {
  /** Of what was sent: more than one for an animation, of which the first is kept. */
  frames: number;
}

/**
 * Keeps a picture for an item's texts. The same bytes give the same picture, and so do a picture's own: a text that was exported finds its
 * pictures again. Refuses what is no picture, what is too large, and what the creator has no room for.
 */
export async function addItemPicture(deps: Deps, wallet: Address, itemId: string, bytes: Uint8Array): Promise<AddedPicture> {
  const { db, uploadLimits } = deps;
  const { creatorId } = await getOwned(db, wallet, itemId);
  const sourceSha256 = sha256Of(bytes);
  const known = await touchPictureOf(db, itemId, sourceSha256);
  if (known) return { ...(await getPicture(db, itemId, known)), frames: 1 };
  const encoded = await encodeWhole(bytes, shape);
  const total = encoded.sizes.reduce((sum, size) => sum + size.bytes.byteLength, 0);
  // Before anything is stored, and again where nobody else stores: refused bytes would lie there for a week.
  await requireRoom(db, itemId, creatorId, total, uploadLimits.quotaBytes);
  const stored = await storeSizes(deps, encoded.sizes);
  return changeItem(db, wallet, itemId, async (tx) => {
    const sha256 = sha256Of(encoded.sizes.at(-1)?.bytes ?? bytes);
    if (!(await touchPictureOf(tx, itemId, sha256))) {
      await requireRoom(tx, itemId, creatorId, total, uploadLimits.quotaBytes);
      await insert(tx, { itemId, sha256, sourceSha256 }, encoded, stored);
    }
    return { ...(await getPicture(tx, itemId, sha256)), frames: encoded.frames };
  });
}

function insert(tx: Tx, names: PictureKey & { sourceSha256: string }, encoded: EncodedWhole, stored: StoredSize[]) {
  const { width, height } = encoded;
  return insertItemPicture(tx, { ...names, width, height }, stored);
}

/** An item's pictures, for its creator, oldest first. */
export async function listItemPictures({ db }: { db: Db }, wallet: Address, itemId: string): Promise<ItemPicture[]> {
  await getOwned(db, wallet, itemId);
  return (await selectItemPictures(db, itemId)).map(toPicture);
}

/** Looked at in one run; and deleted in one transaction, which holds their items. */
const SHARE = { looked: 2_000, deleted: 200 };

/**
 * Deletes what no version has named for a day; their bytes follow (storage_tombstone). A run looks at so many; the next goes on behind them,
 * whatever came of these: none that cannot be deleted stands before the others.
 */
export function createPictureSweep({ db }: { db: Db }, { looked, deleted: most } = SHARE): () => Promise<number> {
  const begin = { itemId: "", sha256: "" };
  let after = begin;
  return async () => {
    const before = new Date(Date.now() - textPictureKeptHours * 3_600_000);
    const { unnamed, last } = await listUnnamedPictures(db, before, after, looked);
    after = last ?? begin;
    let deleted = 0;
    const failures: unknown[] = [];
    for (let from = 0; from < unnamed.length; from += most) {
      const [outcome] = await Promise.allSettled([deleteUnnamedPictures(db, before, unnamed.slice(from, from + most))]);
      if (outcome.status === "fulfilled") deleted += outcome.value;
      else failures.push(outcome.reason);
    }
    if (failures.length > 0) throw failures[0];
    return deleted;
  };
}
