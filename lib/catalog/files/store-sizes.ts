// Encoded pictures into the store, before a row names them.
import { Readable } from "node:stream";
import type { Db } from "../../db/client";
import { newId } from "../../kernel/ids";
import type { ContentStore, Incoming } from "../../storage/content-store";
import type { EncodedPicture } from "../../storage/encode-picture";
import { newStorageKey } from "../../storage/storage-key";
import type { StoredSize } from "./picture-queries";
import { bury } from "./tombstone-queries";

interface Deps {
  db: Db;
  store: ContentStore;
  incoming: Incoming;
}

/** Writes the bytes to a temporary file, which is then moved into the store. */
async function keep({ incoming, store }: Deps, bytes: Uint8Array, storageKey: string): Promise<void> {
  const name = newId("pic");
  try {
    await incoming.create(name);
    await incoming.append(name, Readable.from([bytes]), 0);
    await store.keep(incoming.path(name), storageKey);
  } finally {
    await incoming.remove(name);
  }
}

/** Buried before they are stored: bytes that no picture comes to name are removed like those that none names any more. */
export async function storeSizes(deps: Deps, encoded: EncodedPicture[]): Promise<StoredSize[]> {
  const sizes = encoded.map((size) => ({ ...size, storageKey: newStorageKey() }));
  await bury(
    deps.db,
    sizes.map(({ storageKey }) => storageKey),
  );
  for (const size of sizes) await keep(deps, size.bytes, size.storageKey);
  return sizes.map(({ width, bytes, storageKey }) => ({ width, bytes: bytes.byteLength, storageKey }));
}
