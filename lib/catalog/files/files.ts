// Files of a file item's draft: upload in a single request, rename, order, delete. Each change makes the draft's next version; bytes
// are kept while a published version uses them.
import type { Db } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import type { FileSummary } from "../codecs";
import type { ItemDraft } from "../items/codecs";
import type { VersionContent } from "../items/commitment";
import { changeItem, getVersion, readDraft, setDraft } from "../items/draft";
import { updateUpload } from "./file-queries";
import { finishUpload } from "./finish-upload";
import { discardUpload, type NewUpload, startUpload, type UploadDeps } from "./uploads";

interface Deps {
  db: Db;
  clock: Clock;
}

/** Errors caused by the sender become refusals; storage errors are rethrown. */
async function* received(body: ReadableStream<Uint8Array>, bytesMax: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  const chunks = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await chunks.next().catch(() => {
        throw new Refusal("invalid_request", "The upload was cut off before its end. Nothing was stored; send it again.");
      });
      if (next.done) return;
      bytes += next.value.byteLength;
      if (bytes > bytesMax) throw new Refusal("too_large", `This upload may have at most ${bytesMax} bytes.`);
      yield next.value;
    }
  } finally {
    await chunks.return?.().catch(() => undefined);
  }
}

/** Adds a file sent as one request body, by way of an upload that is discarded if anything fails. */
export async function addFile(
  deps: UploadDeps,
  wallet: Address,
  itemId: string,
  { body, ...asked }: NewUpload & { body: ReadableStream<Uint8Array> },
): Promise<FileSummary> {
  const { db, incoming } = deps;
  const upload = await startUpload(deps, wallet, itemId, asked);
  try {
    await incoming.create(upload.id);
    const bytes = await incoming.append(upload.id, received(body, Number(upload.bytes)), 0);
    if (bytes === 0) throw new Refusal("invalid_request", "The file is empty.");
    if (asked.bytes !== null && bytes < asked.bytes) {
      throw new Refusal("invalid_request", "The upload was cut off before its end. Nothing was stored; send it again.");
    }
    await updateUpload(db, upload.id, { bytes, touchedAt: new Date() });
    return await finishUpload(deps, wallet, itemId, upload.id);
  } catch (error) {
    await discardUpload(deps, upload);
    throw error;
  }
}

function changeFiles<T>(
  { db, clock }: Deps,
  wallet: Address,
  itemId: string,
  change: (files: FileSummary[]) => VersionContent["files"],
  answer: (draft: ItemDraft) => T,
): Promise<T> {
  return changeItem(db, wallet, itemId, async (tx, item) => {
    const draft = await getVersion(tx, item.draftVersionId);
    await setDraft({ tx, clock }, item, draft, { ...draft, files: change(draft.files) });
    return answer(await readDraft(tx, wallet, itemId));
  });
}

const notInDraft = () => new Refusal("not_found", "This file is not in the draft.");

/** Removes a file from the draft. Published and bought versions keep it. */
export function deleteFile(deps: Deps, wallet: Address, itemId: string, fileId: string): Promise<void> {
  const without = (files: FileSummary[]) => {
    if (!files.some((file) => file.id === fileId)) throw notInDraft();
    return files.filter((file) => file.id !== fileId);
  };
  return changeFiles(deps, wallet, itemId, without, () => undefined);
}

/** Renames a file of the draft; readers see the new name with the next publish. */
export function renameFile(deps: Deps, wallet: Address, itemId: string, fileId: string, name: string): Promise<ItemDraft> {
  const renamed = (files: FileSummary[]) => {
    if (!files.some((file) => file.id === fileId)) throw notInDraft();
    if (files.some((file) => file.name === name && file.id !== fileId)) {
      const message = "Another file of this item has this name.";
      throw new Refusal("conflict", message, { issues: [{ path: "name", code: "taken", message }] });
    }
    return files.map((file) => (file.id === fileId ? { ...file, name } : file));
  };
  return changeFiles(deps, wallet, itemId, renamed, (draft) => draft);
}

/** Orders the draft's files. Refuses with `conflict` if `fileIds` are not exactly the draft's files. */
export function orderFiles(deps: Deps, wallet: Address, itemId: string, fileIds: string[]): Promise<ItemDraft> {
  const ordered = (files: FileSummary[]) => {
    const known = new Map(files.map((file) => [file.id, file]));
    const next = [...new Set(fileIds)].flatMap((id) => known.get(id) ?? []);
    if (next.length !== files.length || fileIds.length !== files.length) {
      throw new Refusal("conflict", "The draft has other files by now. Load it again, then order them.");
    }
    return next;
  };
  return changeFiles(deps, wallet, itemId, ordered, (draft) => draft);
}
