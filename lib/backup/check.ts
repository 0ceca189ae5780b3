// Whether a backup is as it was written: changes nothing, and needs neither the database nor the store.
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../storage/digest";
import { sizeOf } from "../storage/disk";
import { inBatches, type ListedFile, readList } from "./file-list";
import { filesFolderOf, listPath, type Manifest, tablePath } from "./manifest";
import type { OnProgress } from "./progress";

/** What is wrong, in words: the first of it. */
export interface Damage {
  count: number;
  shown: string[];
}

const SHOWN = 20;

export function note(damage: Damage, sentence: string): void {
  damage.count += 1;
  if (damage.shown.length < SHOWN) damage.shown.push(sentence);
}

/** Looks at each file of rows whole, and whether the stored files are there; `withBytes`: at all of their bytes too. */
export async function findDamage(
  folder: string,
  manifest: Manifest,
  withBytes: boolean,
  onProgress: OnProgress,
): Promise<Damage> {
  const damage: Damage = { count: 0, shown: [] };
  for (const { name, sha256 } of manifest.tables) await checkHash(damage, tablePath(folder, name), sha256);
  // What a damaged list names says nothing.
  const isListRight = await checkHash(damage, listPath(folder), manifest.files.sha256);
  if (isListRight) await checkFiles(damage, folder, manifest, withBytes, onProgress);
  return damage;
}

async function checkHash(damage: Damage, path: string, sha256: string): Promise<boolean> {
  const found = (await sizeOf(path)) === undefined ? null : await digestOf(createReadStream(path));
  if (!found) note(damage, `${path} is missing.`);
  else if (found.sha256 !== sha256) note(damage, `${path} is not what was written.`);
  return found?.sha256 === sha256;
}

async function checkFiles(
  damage: Damage,
  folder: string,
  { files }: Manifest,
  withBytes: boolean,
  onProgress: OnProgress,
): Promise<void> {
  let [done, bytes] = [0, 0n];
  const check = async (file: ListedFile) => ({ file, sentence: await wrongWith(filesFolderOf(folder), file, withBytes) });
  for await (const { file, sentence } of inBatches(readList(listPath(folder)), check)) {
    if (sentence) note(damage, sentence);
    done += 1;
    bytes += file.bytes;
    onProgress({ step: "files", done, of: files.count, copied: 0, bytes });
  }
}

/** Null if nothing is, also for a file that was missing when the backup was made. */
async function wrongWith(filesFolder: string, { key, bytes, sha256 }: ListedFile, withBytes: boolean): Promise<string | null> {
  if (sha256 === null) return null;
  const path = join(filesFolder, key);
  const size = await sizeOf(path);
  if (size === undefined) return `${path} is missing.`;
  if (size !== bytes) return `${path} has ${size} bytes, and not ${bytes}.`;
  if (!withBytes || (await digestOf(createReadStream(path))).sha256 === sha256) return null;
  return `${path} is not what was written.`;
}
