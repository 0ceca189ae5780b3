// Copies the stored bytes that a snapshot names into the folder that all backups of a shop share: what is there already stays.
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ContentStore } from "../storage/content-store";
import { digestOf } from "../storage/digest";
import { sizeOf, syncFolder } from "../storage/disk";
import { InOrder, inBatches, type ListedFile, lineOf, type NamedFile, readList, readNamed } from "./file-list";
import { filesFolderOf, listPath, namedPath } from "./manifest";
import type { OnProgress } from "./progress";
import { type Written, writeDurably } from "./write-durably";

export interface SavedFiles {
  /** Of all that are named. */
  count: number;
  bytes: bigint;
  /** Copied by this backup. */
  copied: number;
  /** Keys of those that the store does not have as their rows say: the first of them. */
  missing: string[];
  missingCount: number;
  /** Of the list. */
  sha256: string;
}

interface Sources {
  store: Pick<ContentStore, "open" | "size">;
  /** Of the backup. */
  folder: string;
  /** The list of a whole backup beside it: what its files hash to is known. */
  previousList: string | null;
}

const MISSING_SHOWN = 20;

/** Thrown while a copy is written that is not what was wanted. */
class NotAsNamed extends Error {
  override readonly name = "NotAsNamed";
}

/** Copies the `of` files that are named, and writes the list of the backup. */
export async function saveFiles(sources: Sources, of: number, onProgress: OnProgress): Promise<SavedFiles> {
  const { store, folder, previousList } = sources;
  const known = previousList ? new InOrder(readList(previousList)) : null;
  const saved = { count: 0, bytes: 0n, copied: 0, missing: [] as string[], missingCount: 0 };
  const filesFolder = filesFolderOf(folder);
  /** That have files which no whole backup had. */
  const folders = new Set<string>();

  async function* named(): AsyncGenerator<NamedFile & { known: ListedFile | null }> {
    for await (const file of readNamed(namedPath(folder))) yield { ...file, known: (await known?.find(file.key)) ?? null };
  }

  async function* lines(): AsyncGenerator<Buffer> {
    const save = (file: NamedFile & { known: ListedFile | null }) => saveFile(store, filesFolder, file, file.known);
    for await (const { isCopied, isKnown, ...file } of inBatches(named(), save)) {
      saved.count += 1;
      saved.bytes += file.bytes;
      if (isCopied) saved.copied += 1;
      // Also what a backup that was killed has left: nobody has flushed its folder.
      if (!isKnown) folders.add(dirname(join(filesFolder, file.key)));
      if (file.sha256 === null) {
        saved.missingCount += 1;
        if (saved.missing.length < MISSING_SHOWN) saved.missing.push(file.key);
      }
      onProgress({ step: "files", done: saved.count, of, copied: saved.copied, bytes: saved.bytes });
      yield lineOf(file);
    }
  }

  const { sha256 } = await writeDurably(listPath(folder), lines(), { gzip: true });
  await rm(namedPath(folder));
  for (const each of folders) if ((await sizeOf(each)) !== undefined) await syncFolder(each);
  if ((await sizeOf(filesFolder)) !== undefined) await syncFolder(filesFolder);
  return { ...saved, sha256 };
}

interface Saved extends ListedFile {
  isCopied: boolean;
  /** A whole backup has it. */
  isKnown: boolean;
}

async function saveFile(
  store: Sources["store"],
  filesFolder: string,
  { key, bytes }: NamedFile,
  known: ListedFile | null,
): Promise<Saved> {
  const path = join(filesFolder, key);
  if ((await sizeOf(path)) === bytes) {
    if (known?.sha256 && known.bytes === bytes) return { ...known, isCopied: false, isKnown: true };
    const { sha256 } = await digestOf(createReadStream(path));
    return { key, bytes, sha256, isCopied: false, isKnown: false };
  }
  const written = await copyFile(store, path, key, bytes);
  return { key, bytes, sha256: written?.sha256 ?? null, isCopied: written !== null, isKnown: false };
}

/** Null if the store does not have it, or has another number of bytes. Throws what else fails. */
async function copyFile(store: Sources["store"], path: string, key: string, bytes: bigint): Promise<Written | null> {
  const verify = (written: Written) => {
    if (written.bytes !== bytes) throw new NotAsNamed(key);
  };
  try {
    return await writeDurably(path, await store.open(key), { verify, isFolderLater: true });
  } catch (error) {
    if (error instanceof NotAsNamed || (await store.size(key)) !== bytes) return null;
    throw error;
  }
}
