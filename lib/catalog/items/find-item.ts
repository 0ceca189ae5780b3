// The public detail of an item: listed and unlisted items, never drafts.
import type { Db } from "../../db/client";
import { Refusal } from "../../kernel/errors";
import type { FileSummary } from "../codecs";
import type { ItemDetail, ItemSummary, RemovedItem } from "./codecs";
import { findGone } from "./gone";
import { type ItemDetailRow, type ItemKey, type ItemRow, selectDetail, selectFiles } from "./item-queries";

export function toSummary(row: ItemRow): ItemSummary {
  const { id, kind, slug, title, dek, tags, amount, words, previewWords, fileCount, bytes, mediaTypes, publishedAt } = row;
  const creator = { handle: row.handle, displayName: row.displayName };
  const cover = row.coverId ? { id: row.coverId, alt: row.coverAlt } : null;
  return {
    id,
    kind,
    slug,
    title,
    dek,
    tags,
    amount,
    words,
    previewWords,
    fileCount,
    bytes,
    mediaTypes,
    publishedAt,
    cover,
    creator,
  };
}

function creatorOf(row: ItemDetailRow) {
  const { creatorId: id, handle, displayName, bio, links, avatarId, payTo, creatorCreatedAt: createdAt } = row;
  return { id, handle, displayName, bio, links, avatarId, payTo, createdAt };
}

export function toDetail(row: ItemDetailRow, files: FileSummary[]): ItemDetail {
  const { status, versionId, versionNumber, sha256, preview, headings } = row;
  return { ...toSummary(row), creator: creatorOf(row), status, versionId, versionNumber, sha256, preview, headings, files };
}

function toRemoved({ id, status, title, handle, displayName, removalReason, hidden }: ItemDetailRow): RemovedItem {
  return { id, status, title, creator: { handle, displayName }, removalReason, hidden };
}

/** Undefined for a missing item or a draft. */
export async function findItem(
  { db }: { db: Db },
  key: ItemKey,
): Promise<{ item: ItemDetail } | { removed: RemovedItem } | undefined> {
  const row = await selectDetail(db, key);
  if (!row) return undefined;
  if (findGone(row)) return { removed: toRemoved(row) };
  return { item: toDetail(row, row.kind === "file" ? await selectFiles(db, row.versionId) : []) };
}

/** Undefined for a missing item or a draft; refuses with `removed` what was taken down or hidden. */
export async function findItemDetail(deps: { db: Db }, key: ItemKey): Promise<ItemDetail | undefined> {
  const found = await findItem(deps, key);
  if (found && "removed" in found) throw findGone(found.removed);
  return found?.item;
}

export async function getItemDetail(deps: { db: Db }, key: ItemKey): Promise<ItemDetail> {
  const item = await findItemDetail(deps, key);
  if (!item) throw new Refusal("not_found", "There is no such item.");
  return item;
}
