// Uploads into a draft. A row reserves the bytes in the creator's quota while they arrive in a temporary file; finish-upload.ts turns
// it into a file of the draft. Another creator's upload is `not_found`.
import type { Db, Tx } from "../../db/client";
import type { Address } from "../../kernel/address";
import { formatBytes } from "../../kernel/bytes";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { ContentStore, Incoming } from "../../storage/content-store";
import { newStorageKey } from "../../storage/storage-key";
import { getOwned } from "../items/draft";
import type { OwnedItem } from "../items/draft-queries";
import { filesMax } from "../limits";
import type { UnfinishedUpload } from "./codecs";
import { countFiles, insertUpload, listUnfinished, tryDeleteUpload } from "./file-queries";
import { noSuchUpload } from "./upload-lock";
import { lockCreator, selectBytesUsed, type UploadRow } from "./upload-queries";

export interface UploadDeps {
  db: Db;
  clock: Clock;
  store: ContentStore;
  incoming: Incoming;
  uploadLimits: UploadLimits;
}

export interface UploadLimits {
  bytesMax: number;
  /** Bytes for a creator's files and unfinished uploads together. */
  quotaBytes: number;
  /** How long an unfinished upload, or a file taken out of a draft, is kept. */
  keptHours: number;
}

export interface NewUpload {
  name: string;
  /** Null if unknown: then the maximum is reserved. */
  bytes: number | null;
  /** The sender's declared SHA-256, lower-case hex. */
  sha256?: string | undefined;
}

export function mayHaveFiles(item: OwnedItem, count: number): void {
  if (item.kind !== "file") throw new Refusal("conflict", "An article has no files. Make a file item for them.");
  if (count >= filesMax) throw new Refusal("conflict", `An item can have at most ${filesMax} files.`);
}

async function reserve(tx: Tx, { creatorId }: OwnedItem, asked: number | null, limits: UploadLimits): Promise<bigint> {
  const { bytesMax, quotaBytes } = limits;
  if (asked === 0) throw new Refusal("invalid_request", "The file is empty.");
  if ((asked ?? 0) > bytesMax) throw new Refusal("too_large", `A file can have at most ${formatBytes(bytesMax)}.`);
  const left = BigInt(quotaBytes) - (await selectBytesUsed(tx, creatorId));
  const wanted = BigInt(asked ?? 1);
  if (wanted > left) {
    const what = asked === null ? "" : ` and this file has ${formatBytes(asked)}`;
    throw new Refusal(
      "quota_exceeded",
      `You have ${formatBytes(left > 0n ? left : 0n)} of ${formatBytes(quotaBytes)} left${what}. Files that you delete, and uploads that you leave alone, give their space back after ${limits.keptHours} hours; cancelled uploads at once.`,
    );
  }
  if (asked !== null) return wanted;
  return left < BigInt(bytesMax) ? left : BigInt(bytesMax);
}

/** Starts an upload. Refuses one for an article, an empty one, one that is too large and one over the quota. */
export async function startUpload(deps: UploadDeps, wallet: Address, itemId: string, upload: NewUpload): Promise<UploadRow> {
  const { db, clock, uploadLimits } = deps;
  return db.$transaction(async (tx) => {
    await lockCreator(tx, wallet);
    const item = await getOwned(tx, wallet, itemId);
    mayHaveFiles(item, await countFiles(tx, itemId, item.draftVersionId ?? ""));
    const now = clock.now();
    const row = {
      id: newId("upl", now.getTime()),
      itemId,
      name: upload.name,
      bytes: await reserve(tx, item, upload.bytes, uploadLimits),
      sha256: upload.sha256 ?? null,
      storageKey: newStorageKey(),
    };
    return insertUpload(tx, { ...row, creatorId: item.creatorId, createdAt: now, touchedAt: new Date() });
  });
}

/** The number of bytes received; the full length once the hash is recorded. */
export async function receivedBytes({ incoming }: Pick<UploadDeps, "incoming">, upload: UploadRow): Promise<number> {
  if (upload.fileId || upload.digest) return Number(upload.bytes);
  const received = await incoming.size(upload.id);
  if (received === undefined) throw noSuchUpload();
  return received;
}

/** The draft's unfinished uploads. */
export async function listUploads(deps: UploadDeps, wallet: Address, itemId: string): Promise<UnfinishedUpload[]> {
  await getOwned(deps.db, wallet, itemId);
  const rows = await listUnfinished(deps.db, itemId);
  const found = rows.map(async (row) => {
    const { id, name, bytes } = row;
    return { id, name, bytes, received: BigInt(await receivedBytes(deps, row).catch(() => 0)) };
  });
  return Promise.all(found);
}

/** Deletes an unfinished upload's row and what has arrived; bytes that were stored already follow (storage_tombstone). */
export async function discardUpload({ db, incoming }: UploadDeps, { id }: UploadRow): Promise<void> {
  if (await tryDeleteUpload(db, id)) await incoming.remove(id);
}
