// Uploads into a draft. One is a row that reserves its bytes in the creator's quota, and a file that grows; finish-upload.ts makes it a
// file of the draft. Another's upload does not exist.
import type { Db, Tx } from "../../db/client";
import { type Address, lower } from "../../kernel/address";
import { formatBytes } from "../../kernel/bytes";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { ContentStore, Incoming } from "../../storage/content-store";
import { newStorageKey } from "../../storage/storage-key";
import { getOwned } from "../items/draft";
import type { OwnedItem } from "../items/draft-queries";
import { filesMax } from "../limits";
import type { UnfinishedUpload } from "../types";
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
  /** What a creator's files and unfinished uploads may take together. */
  quotaBytes: number;
  /** How long an unfinished upload, or a file taken out of a draft, is kept. */
  keptHours: number;
}

export interface NewUpload {
  name: string;
  /** Null if the sender does not know: then all that may come is reserved. */
  bytes: number | null;
  /** What the sender says the bytes hash to, lower-case hex. */
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

/** Starts an upload of nothing yet. Refuses what could not be finished: an article's, an empty one, too large, over the quota. */
export async function startUpload(deps: UploadDeps, wallet: Address, itemId: string, upload: NewUpload): Promise<UploadRow> {
  const { db, clock, uploadLimits } = deps;
  return db.$transaction(async (tx) => {
    await lockCreator(tx, lower(wallet));
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

/** How many bytes of an upload have arrived: all of them once they were found to be whole. */
export async function receivedBytes({ incoming }: Pick<UploadDeps, "incoming">, upload: UploadRow): Promise<number> {
  if (upload.fileId || upload.digest) return Number(upload.bytes);
  const received = await incoming.size(upload.id);
  if (received === undefined) throw noSuchUpload();
  return received;
}

/** What can be gone on with. */
export async function listUploads(deps: UploadDeps, wallet: Address, itemId: string): Promise<UnfinishedUpload[]> {
  await getOwned(deps.db, wallet, itemId);
  const rows = await listUnfinished(deps.db, itemId);
  const found = rows.map(async (row) => {
    const { id, name, bytes } = row;
    return { id, name, bytes, received: BigInt(await receivedBytes(deps, row).catch(() => 0)) };
  });
  return Promise.all(found);
}

/** Takes an unfinished upload's bytes and row away. */
export async function discardUpload({ db, incoming, store }: UploadDeps, { id, storageKey }: UploadRow): Promise<void> {
  if (!(await tryDeleteUpload(db, id))) return;
  await incoming.remove(id);
  await store.remove(storageKey);
}
