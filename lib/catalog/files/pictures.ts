// Covers of items and avatars of creators. Pictures are immutable: a replacement gets its own id and URL.
import type { Db, Tx } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { Clock } from "../../kernel/clock";
import { newId } from "../../kernel/ids";
import type { ContentStore, Incoming } from "../../storage/content-store";
import { type Crop, encodePicture, type PictureShape } from "../../storage/encode-picture";
import type { CreatorProfile } from "../creators/codecs";
import { findCreator, getOwnCreator } from "../creators/find-creator";
import type { ItemDraft } from "../items/codecs";
import { changeItem, getOwned, readDraft } from "../items/draft";
import { updateItem } from "../items/draft-write-queries";
import { avatarWidths, coverWidths } from "../limits";
import { deletePicture, findPictureSize, insertPicture, replaceAvatar, type StoredSize } from "./picture-queries";
import { storeSizes } from "./store-sizes";
import { lockCreator } from "./upload-queries";

interface Deps {
  db: Db;
  clock: Clock;
  store: ContentStore;
  incoming: Incoming;
}

export interface NewPicture {
  bytes: Uint8Array;
  /** Null for the largest centred crop. */
  crop: Crop | null;
}

const cover: PictureShape = { aspect: 16 / 9, widths: coverWidths, widthMin: 320 };
const avatar: PictureShape = { aspect: 1, widths: avatarWidths, widthMin: 64 };

const store = async (deps: Deps, { bytes, crop }: NewPicture, shape: PictureShape): Promise<StoredSize[]> =>
  storeSizes(deps, await encodePicture(bytes, crop, shape));

async function insert(tx: Tx, clock: Clock, creatorId: string, sizes: StoredSize[]): Promise<string> {
  const now = clock.now();
  const id = newId("pic", now.getTime());
  await insertPicture(tx, id, creatorId, sizes, now);
  return id;
}

/** Sets an item's cover; null for the typographic one. Public at once, like price and tags. */
export async function setCover(deps: Deps, wallet: Address, itemId: string, picture: NewPicture | null): Promise<ItemDraft> {
  await getOwned(deps.db, wallet, itemId);
  const sizes = picture ? await store(deps, picture, cover) : [];
  return changeItem(deps.db, wallet, itemId, async (tx, item) => {
    const coverId = picture ? await insert(tx, deps.clock, item.creatorId, sizes) : null;
    await updateItem(tx, itemId, { coverId, ...(picture ? {} : { coverAlt: "" }) });
    if (item.coverId) await deletePicture(tx, item.coverId);
    return readDraft(tx, wallet, itemId);
  });
}

/** Sets a creator's avatar; null for the initial. */
export async function setAvatar(deps: Deps, wallet: Address, picture: NewPicture | null): Promise<CreatorProfile> {
  const creator = await getOwnCreator(deps, wallet);
  const sizes = picture ? await store(deps, picture, avatar) : [];
  await deps.db.$transaction(async (tx) => {
    await lockCreator(tx, wallet);
    const next = picture ? await insert(tx, deps.clock, creator.id, sizes) : null;
    const before = await replaceAvatar(tx, creator.id, next);
    if (before) await deletePicture(tx, before);
  });
  return (await findCreator(deps, { wallet })) ?? creator;
}

/** The storage key of one size of a picture that anybody may see; null if there is none. */
export function findPicture({ db }: { db: Db }, pictureId: string, width: number): Promise<StoredSize | null> {
  return findPictureSize(db, pictureId, width);
}
