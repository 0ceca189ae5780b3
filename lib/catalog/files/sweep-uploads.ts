// Cleans up uploads: finishes complete ones after a crash, deletes expired ones and the rows of files that nothing uses. Each step is
// idempotent and safe to run concurrently.
import { Refusal } from "../../kernel/errors";
import { listLeftAlone } from "./file-queries";
import { finishUpload } from "./finish-upload";
import { deleteStaleUploads, deleteUnusedFiles } from "./upload-queries";
import { receivedBytes, type UploadDeps } from "./uploads";

/** Leaves the sender time to finish the upload first. */
const PATIENCE_MS = 30_000;

export interface UploadSweep {
  finished: number;
  expired: number;
  forgotten: number;
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

async function removeStale({ db, incoming }: UploadDeps, before: Date): Promise<number> {
  const stale = await deleteStaleUploads(db, before);
  for (const { id } of stale) await incoming.remove(id);
  return stale.filter(({ fileId }) => fileId === null).length;
}

export async function sweepUploads(deps: UploadDeps): Promise<UploadSweep> {
  const before = new Date(Date.now() - deps.uploadLimits.keptHours * 3_600_000);
  return {
    finished: await finishWhole(deps),
    expired: await removeStale(deps, before),
    forgotten: await deleteUnusedFiles(deps.db, before),
  };
}
