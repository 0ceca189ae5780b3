// Finished files on the local disk. An upload's file is renamed to its key when complete (on one file system), so a key's file is whole.
import { mkdir, open, opendir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { ContentStore, StoredObject } from "./content-store";
import { isStorageKey, requireStorageKey } from "./storage-key";

const readBytes = 256 * 1024;

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

async function* listBelow(root: string): AsyncGenerator<StoredObject> {
  const folder = await opendir(root, { recursive: true }).catch(() => undefined);
  for await (const entry of folder ?? []) {
    const path = join(entry.parentPath, entry.name);
    const storageKey = path.slice(root.length + 1);
    const found = isStorageKey(storageKey) && (await stat(path).catch(() => undefined));
    if (found) yield { storageKey, storedAt: found.mtime };
  }
}

export function createLocalStore(directory: string): ContentStore {
  const root = resolve(directory);
  const pathOf = (storageKey: string) => join(root, requireStorageKey(storageKey));

  return {
    async keep(from, storageKey) {
      const path = pathOf(storageKey);
      await mkdir(dirname(path), { recursive: true });
      await rename(from, path);
      await syncFolder(dirname(path));
    },
    async open(storageKey, range) {
      const file = await open(pathOf(storageKey), "r");
      return file.createReadStream({ highWaterMark: readBytes, ...range });
    },
    async remove(storageKey) {
      await rm(pathOf(storageKey), { force: true });
    },
    list: () => listBelow(root),
  };
}
