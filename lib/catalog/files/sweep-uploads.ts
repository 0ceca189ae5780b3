// What uploads leave behind: whole ones whose server died before they were files are finished, those left alone are thrown away, and
// so are stored bytes that no row names. Each step is safe to repeat and to run twice at once.
import type { Address } from "../../kernel/address";
import { Refusal } from "../../kernel/errors";
import { listKnown, listLeftAlone } from "./file-queries";
import { finishUpload } from "./finish-upload";
import { selectUnnamedKeys, takeForgottenFiles, takeStaleUploads } from "./upload-queries";
import { receivedBytes, type UploadDeps } from "./uploads";

/** Time for the sender to see to it first. */
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
    const wallet = upload.item.creator.wallet as Address;
    // An item that was taken down, or is full: the upload expires in its time.
    const done = await finishUpload(deps, wallet, upload.itemId, upload.id).catch((error: unknown) => {
      if (error instanceof Refusal) return undefined;
      throw error;
    });
    if (done) finished++;
  }
  return finished;
}

async function removeStale({ db, store, incoming }: UploadDeps, before: Date): Promise<number> {
  const stale = await takeStaleUploads(db, before);
  for (const { id, storageKey, fileId } of stale) {
    await incoming.remove(id);
    if (fileId === null) await store.remove(storageKey);
  }
  return stale.filter(({ fileId }) => fileId === null).length;
}

async function removeOrphans({ db, store, incoming }: UploadDeps, before: Date): Promise<number> {
  let removed = 0;
  const removeUnnamed = async (keys: string[]) => {
    for (const key of await selectUnnamedKeys(db, keys)) {
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

/** `thorough` also walks through the whole store. */
export async function sweepUploads(deps: UploadDeps, thorough: boolean): Promise<UploadSweep> {
  const before = new Date(Date.now() - deps.uploadLimits.keptHours * 3_600_000);
  return {
    finished: await finishWhole(deps),
    expired: await removeStale(deps, before),
    forgotten: await takeForgottenFiles(deps.db, before),
    orphans: thorough ? await removeOrphans(deps, before) : 0,
  };
}
