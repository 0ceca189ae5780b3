// Removes older backups, and the stored bytes that none of the kept ones names.
import { createReadStream } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { digestOf } from "../storage/digest";
import { InOrder, readList } from "./file-list";
import { isWhole, listBackups, listPath, manifestPath, type Whole } from "./manifest";

/** Keys begin with two hexadecimal digits, which are a folder. */
const PREFIXES = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, "0"));

interface Dropped {
  /** Folders, those of backups that broke off among them. */
  dropped: string[];
  /** Why nothing was removed. */
  heldBack: string | null;
}

/** Keeps the newest `keep` whole backups in the folder. Nobody else may write in it meanwhile. */
export async function dropOlder(parent: string, keep: number): Promise<Dropped> {
  const all = await listBackups(parent);
  const kept = all.filter(isWhole).slice(-keep);
  for (const each of kept)
    if (!(await isListRight(each))) return { dropped: [], heldBack: `${listPath(each.folder)} is not what was written` };
  const dropped = all.filter((found) => !kept.some(({ folder }) => folder === found.folder)).map(({ folder }) => folder);
  for (const folder of dropped) {
    // Without its manifest it is no backup any more, whatever stops this.
    await rm(manifestPath(folder), { force: true });
    await rm(folder, { recursive: true });
  }
  const lists = kept.map(({ folder }) => listPath(folder));
  await dropUnnamed(join(parent, "files"), lists);
  return { dropped, heldBack: null };
}

/** A list that was changed names who knows what. */
export async function isListRight({ folder, manifest }: Whole): Promise<boolean> {
  const { sha256 } = await digestOf(createReadStream(listPath(folder)));
  return sha256 === manifest.files.sha256;
}

/** Looks at one folder of keys at a time: no more than a 256th of all is in memory. */
async function dropUnnamed(filesFolder: string, lists: string[]): Promise<void> {
  const named = lists.map((path) => new InOrder(readList(path)));
  for (const prefix of PREFIXES) {
    const keys = new Set<string>();
    for (const list of named) for (const { key } of await list.takePrefix(prefix)) keys.add(key);
    const there = await readdir(join(filesFolder, prefix)).catch(() => []);
    for (const name of there) if (!keys.has(`${prefix}/${name}`)) await rm(join(filesFolder, prefix, name));
  }
}
