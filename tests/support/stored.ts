// Bytes put into a store behind everybody's back, for tests of what is delivered.
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import type { ContentStore } from "../../lib/storage/content-store";
import { newStorageKey } from "../../lib/storage/storage-key";

export async function storedBytes(store: ContentStore, path: string, bytes: Uint8Array) {
  const storageKey = newStorageKey();
  await writeFile(path, bytes);
  await store.keep(path, storageKey);
  return { storageKey, sha256: createHash("sha256").update(bytes).digest("hex") };
}
