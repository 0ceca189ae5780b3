// Files on the local disk. A body is hashed while it streams to a temporary file, synced, then renamed to its random key:
// what has a key is whole. Keys are never made from names.
import { createHash, randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Refusal } from "../kernel/errors";
import type { ByteRange, ContentStore, StoredFile } from "./content-store";

const headBytes = 4096;
const readBytes = 256 * 1024;
const abandonedAfterMs = 24 * 3600 * 1000;
const keyForm = /^[0-9a-f]{2}\/[0-9a-f]{32}$/;

const code = (error: unknown) => (error instanceof Error && "code" in error ? error.code : undefined);

/** The sender's faults become refusals; the disk's are ours and pass through `write`. */
async function* received(body: ReadableStream<Uint8Array>, bytesMax: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  const chunks = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await chunks.next().catch(() => {
        throw new Refusal("invalid_request", "The upload was cut off before its end. Nothing was stored; send it again.");
      });
      if (next.done) return;
      bytes += next.value.byteLength;
      if (bytes > bytesMax) throw new Refusal("too_large", `A file can have at most ${bytesMax} bytes.`);
      yield next.value;
    }
  } finally {
    await chunks.return?.().catch(() => undefined);
  }
}

async function write(
  file: FileHandle,
  body: ReadableStream<Uint8Array>,
  bytesMax: number,
): Promise<Omit<StoredFile, "storageKey">> {
  const hash = createHash("sha256");
  let bytes = 0n;
  let head = new Uint8Array();
  for await (const chunk of received(body, bytesMax)) {
    hash.update(chunk);
    if (head.byteLength < headBytes) head = Buffer.concat([head, chunk]).subarray(0, headBytes);
    bytes += BigInt(chunk.byteLength);
    await file.writeFile(chunk);
  }
  await file.sync();
  return { bytes, sha256: hash.digest("hex"), head };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > abandonedAfterMs) await rm(path, { force: true });
  }
}

export function createLocalStore(directory: string): ContentStore {
  const root = resolve(directory);
  const incoming = join(root, "incoming");
  let prepared: Promise<void> | undefined;

  const prepare = async () => {
    await mkdir(incoming, { recursive: true });
    await removeAbandoned(incoming);
  };

  const pathOf = (storageKey: string) => {
    if (!keyForm.test(storageKey)) throw new Error("not a storage key");
    return join(root, storageKey);
  };

  async function keep(temporary: string, storageKey: string): Promise<void> {
    const path = pathOf(storageKey);
    await mkdir(dirname(path), { recursive: true });
    await rename(temporary, path);
    await syncFolder(dirname(path));
  }

  async function put(body: ReadableStream<Uint8Array>, bytesMax: number): Promise<StoredFile> {
    prepared ??= prepare();
    await prepared.catch((error: unknown) => {
      prepared = undefined;
      throw error;
    });
    const name = randomBytes(16).toString("hex");
    const storageKey = `${name.slice(0, 2)}/${name}`;
    const temporary = join(incoming, name);
    const file = await open(temporary, "wx", 0o600);
    try {
      const written = await write(file, body, bytesMax).finally(() => file.close());
      await keep(temporary, storageKey);
      return { storageKey, ...written };
    } catch (error) {
      await rm(temporary, { force: true });
      throw code(error) === "ENOSPC" ? new Refusal("unavailable", "The disk is full. Nothing was stored.") : error;
    }
  }

  return {
    put,
    async open(storageKey: string, range?: ByteRange) {
      const file = await open(pathOf(storageKey), "r");
      return file.createReadStream({ highWaterMark: readBytes, ...range });
    },
    async remove(storageKey: string) {
      await rm(pathOf(storageKey), { force: true });
    },
  };
}
