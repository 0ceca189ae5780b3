// Cleans up uploads: finishes complete ones after a crash, deletes expired ones and the rows of files that nothing uses. Each step is
// idempotent and safe to run concurrently. A run looks at so many and no more; the next goes on where it ended.
import { Refusal } from "../../kernel/errors";
import { listLeftAlone } from "./file-queries";
import { finishUpload } from "./finish-upload";
import { deleteStaleUploads, deleteUnusedFiles } from "./upload-queries";
import { receivedBytes, type UploadDeps } from "./uploads";

/** Leaves the sender time to finish the upload first. */
const PATIENCE_MS = 30_000;

const UPLOADS_MAX = 500;
const FILES_MAX = 2_000;

export interface UploadSweep {
  finished: number;
  expired: number;
  forgotten: number;
}

type Waiting = Awaited<ReturnType<typeof listLeftAlone>>;

async function finishWhole(deps: UploadDeps, waiting: Waiting): Promise<number> {
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
  const stale = await deleteStaleUploads(db, before, UPLOADS_MAX);
  for (const { id } of stale) await incoming.remove(id);
  return stale.filter(({ fileId }) => fileId === null).length;
}

export function createUploadSweep(deps: UploadDeps): () => Promise<UploadSweep> {
  let afterUpload = "";
  let afterFile = "";
  return async () => {
    const now = Date.now();
    const waiting = await listLeftAlone(deps.db, new Date(now - PATIENCE_MS), afterUpload, UPLOADS_MAX);
    afterUpload = waiting.length < UPLOADS_MAX ? "" : (waiting.at(-1)?.id ?? "");
    const finished = await finishWhole(deps, waiting);
    const before = new Date(now - deps.uploadLimits.keptHours * 3_600_000);
    const expired = await removeStale(deps, before);
    const { deleted, last } = await deleteUnusedFiles(deps.db, before, afterFile, FILES_MAX);
    afterFile = last ?? "";
    return { finished, expired, forgotten: deleted };
  };
}
