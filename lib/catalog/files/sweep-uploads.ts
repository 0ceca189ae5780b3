// Cleans up uploads: finishes complete ones after a crash, deletes expired ones and stored bytes without a row. Each step is idempotent
// and safe to run concurrently.
import { Refusal } from "../../kernel/errors";
import { listKnown, listLeftAlone } from "./file-queries";
import { finishUpload } from "./finish-upload";
import { deleteStaleUploads, deleteUnusedFiles, selectOrphanedKeys } from "./upload-queries";
import { receivedBytes, type UploadDeps } from "./uploads";

/** Leaves the sender time to finish the upload first. */
const PATIENCE_MS = 30_000;
const BATCH = 500;

export interface UploadSweep {
  finished: number;
  expired: number;
  forgotten: number;
  orphans: number;
}

async function finishWhole(deps: UploadDeps): Promise<number> {
  const waiting = await listLeftAlone(deps.db, new Date(Date.now() - PATIENCE_MS));
  let finished = 0;
  for (const upload of waiting) {
    const received = await receivedBytes(deps, upload).catch(() => 0);
    if (BigInt(received) < upload.bytes) continue;
    const wallet = upload.item.creator.wallet;
    // The item was removed or is full: the upload expires later.
    const done = await finishUpload(deps, wallet, upload.itemId, upload.id).catch((error: unknown) => {
      if (error instanceof Refusal) return undefined;
      throw error;
    });
    if (done) finished++;
  }
  return finished;
}

async function removeStale({ db, store, incoming }: UploadDeps, before: Date): Promise<number> {
  const stale = await deleteStaleUploads(db, before);
  for (const { id, storageKey, fileId } of stale) {
    await incoming.remove(id);
    if (fileId === null) await store.remove(storageKey);
  }
  return stale.filter(({ fileId }) => fileId === null).length;
}

async function removeOrphans({ db, store, incoming }: UploadDeps, before: Date): Promise<number> {
  let removed = 0;
  const removeUnnamed = async (keys: string[]) => {
    for (const key of await selectOrphanedKeys(db, keys)) {
      await store.remove(key);
      removed++;
    }
  };
  let batch: string[] = [];
  for await (const { storageKey, storedAt } of store.list()) {
    if (storedAt < before) batch.push(storageKey);
    if (batch.length === BATCH) await removeUnnamed(batch.splice(0));
  }
  await removeUnnamed(batch);
  const parts = (await incoming.list()).filter(({ changedAt }) => changedAt < before).map(({ id }) => id);
  const known = await listKnown(db, parts);
  batch = parts.filter((id) => !known.has(id));
  for (const id of batch) await incoming.remove(id);
  return removed + batch.length;
}

/** `thorough` also scans the whole store for orphans. */
export async function sweepUploads(deps: UploadDeps, thorough: boolean): Promise<UploadSweep> {
  const before = new Date(Date.now() - deps.uploadLimits.keptHours * 3_600_000);
  return {
    finished: await finishWhole(deps),
    expired: await removeStale(deps, before),
    forgotten: await deleteUnusedFiles(deps.db, before),
    orphans: thorough ? await removeOrphans(deps, before) : 0,
  };
}
