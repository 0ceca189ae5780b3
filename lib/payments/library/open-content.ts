// The paid bytes. There are two ways in, and both check: a session that may open the item, or a purchase just delivered.
import type { Db } from "../../db/client";
import {
  type FileRow,
  type OpenedRow,
  type SessionKey,
  selectBuyableFile,
  selectOpened,
  selectPurchased,
  selectVersionFiles,
} from "./read-queries";

/** Paid content: an article's Markdown, or a file item's note to its buyers. `purchaseId` is null for the creator. */
export type OpenedContent = OpenedRow;

/** What the browser behind this session may read of an item; undefined if it may not. */
export function openContent({ db }: { db: Db }, itemId: string, session: SessionKey): Promise<OpenedContent | undefined> {
  return selectOpened(db, session, itemId);
}

/** What a confirmed purchase bought, for the answer that delivers it. */
export function openPurchased({ db }: { db: Db }, purchaseId: string): Promise<OpenedContent | undefined> {
  return selectPurchased(db, purchaseId);
}

/** The files of an opened version, in order, with where their bytes lie. */
export function listFiles({ db }: { db: Db }, versionId: string): Promise<FileRow[]> {
  return selectVersionFiles(db, versionId);
}

/** One file of what was opened: of today's version, or of the one that was bought. */
export function findFile(
  { db }: { db: Db },
  { itemId, purchaseId }: OpenedContent,
  fileId: string,
): Promise<FileRow | undefined> {
  return selectBuyableFile(db, itemId, fileId, purchaseId);
}
