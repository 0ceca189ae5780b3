// The paid bytes. There are two ways in, and both check: a session that may open the item, or a purchase just delivered. Pictures of a text
// have a third: an access that was given with the text.
import type { Db } from "../../db/client";
import { Refusal } from "../../kernel/errors";
import type { OpenedRow } from "../types";
import {
  type FileRow,
  isShownTo,
  type KeptRow,
  type PictureReader,
  type PictureRow,
  type SessionKey,
  type StoredPicture,
  selectFileOf,
  selectKept,
  selectKeptPicture,
  selectOpened,
  selectPicture,
  selectPurchased,
  selectVersionFiles,
  type VersionAsked,
} from "./read-queries";

/** Paid content: an article's Markdown, or a file item's note to its buyers. `purchaseId` is null for the creator. */
export type OpenedContent = OpenedRow;
export type { VersionAsked };

/**
 * What the browser behind this session may read of an item; undefined if it may not. Throws `not_found`, to owners only, for a
 * version that is not theirs.
 */
export async function openContent(
  { db }: { db: Db },
  itemId: string,
  session: SessionKey,
  version: VersionAsked,
): Promise<OpenedContent | undefined> {
  const opened = await selectOpened(db, session, itemId, version);
  if (opened || version === undefined || !(await selectOpened(db, session, itemId, undefined))) return opened;
  throw new Refusal("not_found", "You have no such version of this item.");
}

/** What a confirmed purchase bought, for the answer that delivers it. */
export function openPurchased({ db }: { db: Db }, purchaseId: string): Promise<OpenedContent | undefined> {
  return selectPurchased(db, purchaseId);
}

/** A piece for its owner's library page, whether it is sold or not; undefined for anybody else, and for a version that is not theirs. */
export function openKept(
  { db }: { db: Db },
  itemId: string,
  tokenHash: string,
  version: VersionAsked,
): Promise<KeptRow | undefined> {
  return selectKept(db, tokenHash, itemId, version);
}

/** Where one width lies of a picture that the public does not see any more; undefined for whom it is not kept for. */
export function findKeptPicture(
  { db }: { db: Db },
  tokenHash: string,
  pictureId: string,
  width: number,
): Promise<PictureRow | undefined> {
  return selectKeptPicture(db, tokenHash, pictureId, width);
}

/** The files of an opened version, in order, with where their bytes lie. */
export function listFiles({ db }: { db: Db }, versionId: string): Promise<FileRow[]> {
  return selectVersionFiles(db, versionId);
}

/** One file of what was opened, and the version that it is of. Where no version was asked for, the one that was bought counts too. */
export function findFile(
  { db }: { db: Db },
  { versionId, boughtVersionId }: OpenedContent,
  fileId: string,
  asked: VersionAsked,
): Promise<(FileRow & { version: number }) | undefined> {
  const versionIds = asked === undefined && boughtVersionId ? [versionId, boughtVersionId] : [versionId];
  return selectFileOf(db, versionIds, fileId);
}

export type { PictureReader, StoredPicture };

/** `reader`: whom it was opened for; nobody in particular where it is public. */
export type OpenedPicture = StoredPicture & { reader?: PictureReader };

/**
 * A picture of an item's texts, for whoever may read a text that shows it: everybody, where that is the free part of what is published.
 * Undefined for anybody else, as for one that is not there. Asks for `readers` one by one, and only where it is not public.
 */
export async function findPictureFor(
  { db }: { db: Db },
  readers: AsyncIterable<PictureReader>,
  { itemId, sha256, width }: { itemId: string; sha256: string; width?: number | undefined },
): Promise<OpenedPicture | undefined> {
  const picture = await selectPicture(db, itemId, sha256, width);
  if (picture?.isPublic) return picture;
  // All of them for one that is not there, too: a key that is refused would tell it from one that is paid for.
  for await (const reader of readers) if (picture && (await isShownTo(db, reader, itemId, sha256))) return { ...picture, reader };
  return undefined;
}
