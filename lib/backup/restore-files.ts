// The stored bytes of a backup into a store, as far as it lacks them.
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { newId } from "../kernel/ids";
import type { ContentStore, Incoming } from "../storage/content-store";
import { digestOf } from "../storage/digest";
import { type Damage, note } from "./check";
import { inBatches, type ListedFile, readList } from "./file-list";
import { filesFolderOf, listPath, type Manifest } from "./manifest";
import type { OnProgress } from "./progress";

export interface FileDeps {
  store: ContentStore;
  /** Where files are made whole before the store takes them. */
  incoming: Incoming;
}

export interface RestoredFiles {
  /** Copied into the store. */
  copied: number;
  /** What was not copied, since it is not what was backed up. */
  damage: Damage;
}

export async function restoreFiles(
  deps: FileDeps,
  folder: string,
  { files }: Manifest,
  onProgress: OnProgress,
): Promise<RestoredFiles> {
  const restored: RestoredFiles = { copied: 0, damage: { count: 0, shown: [] } };
  let [done, bytes] = [0, 0n];
  const filesFolder = filesFolderOf(folder);
  const restore = async (file: ListedFile) => ({ file, outcome: await restoreFile(deps, filesFolder, file) });
  for await (const { file, outcome } of inBatches(readList(listPath(folder)), restore)) {
    if (outcome === "copied") restored.copied += 1;
    if (outcome === "damaged") note(restored.damage, `${join(filesFolder, file.key)} is not what was written.`);
    done += 1;
    bytes += file.bytes;
    onProgress({ step: "files", done, of: files.count, copied: restored.copied, bytes });
  }
  return restored;
}

async function restoreFile(deps: FileDeps, filesFolder: string, file: ListedFile): Promise<"there" | "copied" | "damaged"> {
  const { store, incoming } = deps;
  const { key, bytes, sha256 } = file;
  if (sha256 === null || (await store.size(key)) === bytes) return "there";
  const id = newId("upl");
  await incoming.create(id);
  try {
    await incoming.append(id, createReadStream(join(filesFolder, key)), 0);
    // Reads what the disk has, and not what was sent to it.
    const written = await digestOf(await incoming.read(id));
    if (written.sha256 !== sha256) return "damaged";
    await store.keep(incoming.path(id), key);
    return "copied";
  } finally {
    await incoming.remove(id);
  }
}
