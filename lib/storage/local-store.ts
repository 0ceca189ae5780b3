// Finished files on the local disk. An upload's file is renamed to its key when complete (on one file system), so a key's file is whole.
import { access, constants, mkdir, open, rename, rm, statfs } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { ContentStore } from "./content-store";
import { asDiskRefusal, sizeOf, syncFolder } from "./disk";
import { claimFolder } from "./owner-file";
import { requireStorageKey } from "./storage-key";

/** With less, uploads soon fail. */
const ROOM_BYTES = 256 * 1024 ** 2;
const readBytes = 256 * 1024;

export function createLocalStore(directory: string): ContentStore {
  const root = resolve(directory);
  const pathOf = (storageKey: string) => join(root, requireStorageKey(storageKey));

  return {
    async keep(from, storageKey) {
      const path = pathOf(storageKey);
      try {
        await mkdir(dirname(path), { recursive: true });
        await rename(from, path);
        await syncFolder(dirname(path));
      } catch (error) {
        throw asDiskRefusal(error);
      }
    },
    async open(storageKey, range) {
      const file = await open(pathOf(storageKey), "r");
      return file.createReadStream({ highWaterMark: readBytes, ...range });
    },
    async size(storageKey) {
      return sizeOf(pathOf(storageKey));
    },
    async remove(storageKey) {
      await rm(pathOf(storageKey), { force: true });
    },
    claim: (shop) => claimFolder(root, shop),
    async hasRoom() {
      await mkdir(root, { recursive: true });
      await access(root, constants.W_OK);
      const { bavail, bsize } = await statfs(root);
      return bavail * bsize >= ROOM_BYTES;
    },
  };
}
