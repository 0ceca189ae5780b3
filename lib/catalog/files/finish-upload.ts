// From a whole upload to a file of the draft, exactly once however often it is asked and wherever the server dies: hash (and compare),
// write down what was found, move the bytes, then one transaction that makes the file's row and names it in the upload's.
import type { Tx } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { digestOf } from "../../storage/digest";
import { detectMediaType } from "../../storage/media-type";
import { changeItem, getVersion, setDraft } from "../items/draft";
import type { OwnedItem } from "../items/draft-queries";
import type { FileSummary } from "../types";
import { announceSha256, getFile, insertFile, updateUpload } from "./file-queries";
import { holdUpload } from "./upload-lock";
import { discardUpload, getUpload, mayHaveFiles, receivedBytes, type UploadDeps, type UploadRow } from "./uploads";

type Checked = UploadRow & { digest: string; mediaType: string };

/** "plate.png", then "plate (2).png": two files of one item never share a name. */
export function freeName(name: string, taken: string[]): string {
  const [, stem = name, extension = ""] = /^(.+?)(\.[^.]+)?$/.exec(name) ?? [];
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${stem} (${number})${extension}`;
    if (!taken.includes(candidate)) return candidate;
  }
}

/** Reads the bytes once. What is not what its sender meant to send is refused with `checksum_mismatch` and thrown away. */
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

/** A repeated call finds the bytes moved already. */
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
  await insertFile(tx, { ...file, itemId: item.id, storageKey, createdAt: now });
  await updateUpload(tx, upload.id, { fileId: file.id, touchedAt: new Date() });
  await setDraft(deps, item, draft, { ...draft, files: [...draft.files, file] });
  return file;
}

async function finish(deps: UploadDeps, wallet: Address, itemId: string, uploadId: string): Promise<FileSummary> {
  const { db, clock } = deps;
  const upload = await getUpload(db, wallet, itemId, uploadId);
  if (upload.fileId) return getFile(db, upload.fileId);
  const received = await receivedBytes(deps, upload);
  if (BigInt(received) < upload.bytes) {
    throw new Refusal("conflict", `This upload is not complete: ${received} of ${upload.bytes} bytes have arrived.`);
  }
  const { digest, mediaType } = upload;
  const checked = digest && mediaType ? { ...upload, digest, mediaType } : await check(deps, upload);
  await move(deps, checked);
  return changeItem(db, wallet, itemId, (tx, item) => register({ tx, clock }, item, checked));
}

/**
 * Makes the file, or answers the one that it became before. `sha256` is what the sender says the bytes hash to, if it was not said
 * before. Refuses with `conflict` while bytes are missing.
 */
export async function finishUpload(
  deps: UploadDeps,
  wallet: Address,
  itemId: string,
  uploadId: string,
  sha256?: string | undefined,
): Promise<FileSummary> {
  await getUpload(deps.db, wallet, itemId, uploadId);
  const hold = await holdUpload(deps, uploadId);
  try {
    if (sha256) await announceSha256(deps.db, uploadId, sha256);
    return await finish(deps, wallet, itemId, uploadId);
  } finally {
    await hold.release();
  }
}
