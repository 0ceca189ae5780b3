// A file is there whole or not at all: written beside its name, flushed to the disk, and then renamed.
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { syncFolder } from "../storage/disk";

/** What a file has whose writing broke off. */
const PART = ".part";

export interface Written {
  bytes: bigint;
  /** Lower-case hex. */
  sha256: string;
}

export type Source = Iterable<Uint8Array> | AsyncIterable<Uint8Array> | NodeJS.ReadableStream;

export interface WriteOptions {
  gzip?: boolean;
  /** Throws if these are not the bytes that were wanted; nothing takes the name then. */
  verify?: (written: Written) => void;
  /** The caller flushes the folder, once for many files. */
  isFolderLater?: boolean;
}

/** Writes bytes that only their owner may read. Resolves to what the file has: compressed, if told to. */
export async function writeDurably(path: string, source: Source, options: WriteOptions = {}): Promise<Written> {
  const { gzip = false, verify, isFolderLater = false } = options;
  const part = path + PART;
  const hash = createHash("sha256");
  let bytes = 0n;
  const counted = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk);
      bytes += BigInt(chunk.byteLength);
      done(null, chunk);
    },
  });
  const file = () => createWriteStream(part, { mode: 0o600, flush: true });
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    if (gzip) await pipeline(source, createGzip({ level: 4 }), counted, file());
    else await pipeline(source, counted, file());
    const written = { bytes, sha256: hash.digest("hex") };
    verify?.(written);
    await rename(part, path);
    if (!isFolderLater) await syncFolder(dirname(path));
    return written;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
