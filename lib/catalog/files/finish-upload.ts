// Turns a complete upload into a file of the draft, idempotent and safe to repeat after a crash: hash and compare, record the result,
// move the bytes, then insert the file's row and reference it from the upload in one transaction.
import type { Db, Tx } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { digestOf } from "../../storage/digest";
import { detectMediaType } from "../../storage/media-type";
import type { FileSummary } from "../codecs";
import { changeItem, getVersion, setDraft } from "../items/draft";
import type { OwnedItem } from "../items/draft-queries";
import { claimUpload, getFile, insertFile, updateUpload } from "./file-queries";
import { type Hold, holdUpload } from "./upload-lock";
import type { UploadRow } from "./upload-queries";
import { discardUpload, mayHaveFiles, receivedBytes, type UploadDeps } from "./uploads";

type Checked = UploadRow & { digest: string; mediaType: string };

/** "plate.png", then "plate (2).png": two files of one item never share a name. */
export function freeName(name: string, taken: string[]): string {
  const [, stem = name, extension = ""] = /^(.+?)(\.[^.]+)?$/.exec(name) ?? [];
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${stem} (${number})${extension}`;
    if (!taken.includes(candidate)) return candidate;
  }
}

/** Stored before the bytes are read, so that a retry after a crash compares the hash too. */
async function announce(db: Db, upload: UploadRow, sha256: string | undefined): Promise<UploadRow> {
  if (sha256 === undefined || sha256 === upload.sha256) return upload;
  await updateUpload(db, upload.id, { sha256 });
  return { ...upload, sha256 };
}

/** Hashes the bytes. An upload with another hash than its sender declared is deleted and refused with `checksum_mismatch`. */
async function check(deps: UploadDeps, upload: UploadRow): Promise<Checked> {
  const { sha256, head } = await digestOf(await deps.incoming.read(upload.id));
  if (upload.sha256 !== null && upload.sha256 !== sha256) {
    await discardUpload(deps, upload);
    throw new Refusal(
      "checksum_mismatch",
      `The bytes that arrived are not those that were sent: their SHA-256 is ${sha256}, and ${upload.sha256} was announced. Nothing was kept; send the file again.`,
    );
  }
  const found = { digest: sha256, mediaType: await detectMediaType(head, upload.name) };
  await updateUpload(deps.db, upload.id, found);
  return { ...upload, ...found };
}

/** Idempotent: the bytes may have been moved by an earlier call. */
async function move({ incoming, store }: UploadDeps, { id, storageKey }: Checked): Promise<void> {
  if ((await incoming.size(id)) !== undefined) await store.keep(incoming.path(id), storageKey);
}

async function register(deps: { tx: Tx; clock: Clock }, item: OwnedItem, upload: Checked): Promise<FileSummary> {
  const { tx, clock } = deps;
  const draft = await getVersion(tx, item.draftVersionId);
  mayHaveFiles(item, draft.files.length);
  const { bytes, digest: sha256, mediaType, storageKey } = upload;
  const now = clock.now();
  const taken = draft.files.map((file) => file.name);
  const file = { id: newId("file", now.getTime()), name: freeName(upload.name, taken), mediaType, bytes, sha256 };
  if (!(await claimUpload(tx, upload.id, file.id))) throw new Refusal("conflict", "This upload became a file a moment ago.");
  await insertFile(tx, { ...file, itemId: item.id, storageKey, createdAt: now });
  await setDraft(deps, item, draft, { ...draft, files: [...draft.files, file] });
  return file;
}

/** `finishUpload` for a caller that holds the upload's lock and its row. */
export async function finishHeld(
  deps: UploadDeps,
  wallet: Address,
  hold: Hold,
  sha256: string | undefined,
): Promise<FileSummary> {
  const { db, clock } = deps;
  const { upload } = hold;
  hold.keep();
  if (upload.fileId) return getFile(db, upload.fileId);
  const received = await receivedBytes(deps, upload);
  if (BigInt(received) < upload.bytes) {
    throw new Refusal("conflict", `This upload is not complete: ${received} of ${upload.bytes} bytes have arrived.`);
  }
  const { digest, mediaType } = upload;
  const checked = digest && mediaType ? { ...upload, digest, mediaType } : await check(deps, await announce(db, upload, sha256));
  await move(deps, checked);
  return changeItem(db, wallet, upload.itemId, (tx, item) => register({ tx, clock }, item, checked));
}

/**
 * Creates the upload's file, or returns the existing one. `sha256` is the sender's declared hash, if not declared earlier. Refuses with
 * `conflict` while bytes are missing.
 */
export async function finishUpload(
  deps: UploadDeps,
  wallet: Address,
  itemId: string,
  uploadId: string,
  sha256?: string | undefined,
): Promise<FileSummary> {
  const hold = await holdUpload(deps, { wallet, itemId, uploadId });
  try {
    return await finishHeld(deps, wallet, hold, sha256);
  } finally {
    await hold.release();
  }
}
