// Where uploaded files live. Port with two homes: local disk (local-store) and, later, any S3-compatible store.
import type { Readable } from "node:stream";

export interface StoredFile {
  storageKey: string;
  bytes: bigint;
  /** Of the bytes as they passed, lower-case hex. */
  sha256: string;
  /** The first bytes (at most 4 KiB), for telling the type. */
  head: Uint8Array;
}

export interface ByteRange {
  /** Inclusive. */
  start: number;
  /** Inclusive. */
  end: number;
}

export interface ContentStore {
  /** Streams a body to storage; refuses with `too_large` past `bytesMax` and leaves nothing behind when it fails. */
  put(body: ReadableStream<Uint8Array>, bytesMax: number): Promise<StoredFile>;
  /** Opens the bytes, or the given part of them. */
  open(storageKey: string, range?: ByteRange): Promise<Readable>;
  remove(storageKey: string): Promise<void>;
}
