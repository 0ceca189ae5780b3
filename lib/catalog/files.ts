// Files of a file item. Each upload and each deletion makes the draft's next version; bytes stay while any version names them.
import type { Db, Tx } from "../db/client";
import type { Address } from "../kernel/address";
import type { Clock } from "../kernel/clock";
import { Refusal } from "../kernel/errors";
import { newId } from "../kernel/ids";
import type { ContentStore, StoredFile } from "../storage/content-store";
import { detectMediaType } from "../storage/media-type";
import { changeItem, getOwned, getVersion, type OwnedItem, setDraft } from "./draft";
import { filesMax } from "./limits";
import { selectFiles } from "./queries";
import type { FileSummary } from "./types";

interface Deps {
  db: Db;
  clock: Clock;
  store: ContentStore;
}

export interface Upload {
  name: string;
  body: ReadableStream<Uint8Array>;
  bytesMax: number;
}

function mayAdd(item: OwnedItem, files: FileSummary[]): void {
  if (item.kind !== "file") throw new Refusal("conflict", "An article has no files. Make a file item for them.");
  if (files.length >= filesMax) throw new Refusal("conflict", `An item can have at most ${filesMax} files.`);
}

/** "plate.png", then "plate (2).png": two files of one item never share a name. */
export function freeName(name: string, taken: string[]): string {
  const [, stem = name, extension = ""] = /^(.+?)(\.[^.]+)?$/.exec(name) ?? [];
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${stem} (${number})${extension}`;
    if (!taken.includes(candidate)) return candidate;
  }
}

async function register(
  { tx, clock }: { tx: Tx; clock: Clock },
  item: OwnedItem,
  name: string,
  stored: StoredFile,
): Promise<FileSummary> {
  const draft = await getVersion(tx, item.draftVersionId ?? "");
  mayAdd(item, draft.files);
  const { storageKey, bytes, sha256, head } = stored;
  const now = clock.now();
  const fileName = freeName(
    name,
    draft.files.map((file) => file.name),
  );
  const file = { id: newId("file", now.getTime()), name: fileName, mediaType: await detectMediaType(head, name), bytes, sha256 };
  await tx.file.create({ data: { ...file, itemId: item.id, storageKey, createdAt: now } });
  await setDraft({ tx, clock }, item, { ...draft, files: [...draft.files, file] });
  return file;
}

/** Streams a file to storage and adds it to the draft. Refuses before the first byte is read if the item cannot take it. */
export async function addFile({ db, clock, store }: Deps, wallet: Address, itemId: string, upload: Upload): Promise<FileSummary> {
  const item = await getOwned(db, wallet, itemId);
  mayAdd(item, await selectFiles(db, item.draftVersionId ?? ""));
  const stored = await store.put(upload.body, upload.bytesMax);
  try {
    if (stored.bytes === 0n) throw new Refusal("invalid_request", "The file is empty.");
    return await changeItem(db, wallet, itemId, (tx, locked) => register({ tx, clock }, locked, upload.name, stored));
  } catch (error) {
    await store.remove(stored.storageKey);
    throw error;
  }
}

/** Takes a file out of the draft. Versions that were published or bought keep it. */
export function deleteFile(
  { db, clock }: Pick<Deps, "db" | "clock">,
  wallet: Address,
  itemId: string,
  fileId: string,
): Promise<void> {
  return changeItem(db, wallet, itemId, async (tx, item) => {
    const draft = await getVersion(tx, item.draftVersionId ?? "");
    const files = draft.files.filter((file) => file.id !== fileId);
    if (files.length === draft.files.length) throw new Refusal("not_found", "This file is not in the draft.");
    await setDraft({ tx, clock }, item, { ...draft, files });
  });
}
