// Writes an archive as a stream: each entry is read, hashed and compressed when the reader asks for more, and none is held in memory.
// The manifest is the last entry.
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { configure, Uint8ArrayReader, ZipWriter } from "@zip.js/zip.js/lib/zip-core-native.js";
import { MANIFEST, type Manifest, type ManifestEntry } from "../archive/form";

configure({ useWebWorkers: false });

type Pieces = AsyncIterable<Uint8Array | string>;

/** Texts are compressed; files are stored as they are, since most are compressed already. */
const TEXT_LEVEL = 6;

export interface ArchiveWriter {
  addText(path: string, text: string): Promise<void>;
  /** A text of any length. */
  addPieces(path: string, pieces: Pieces): Promise<void>;
  addFile(path: string, source: Readable): Promise<void>;
  /** Records an entry that should exist and cannot be read. */
  noteMissing(path: string, reason: string): void;
}

async function* counted(pieces: Pieces, entry: ManifestEntry): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const piece of pieces) {
    const bytes = typeof piece === "string" ? Buffer.from(piece, "utf8") : piece;
    hash.update(bytes);
    entry.bytes += bytes.byteLength;
    yield bytes;
  }
  entry.sha256 = hash.digest("hex");
}

type Facts = Pick<Manifest, "form" | "version" | "origin" | "handle" | "takenAt">;

async function* manifestPieces(facts: Facts, entries: ManifestEntry[], missing: Manifest["missing"]): AsyncGenerator<string> {
  yield `${JSON.stringify(facts, null, 2).slice(0, -2)},\n  "entries": [`;
  for (const [index, entry] of entries.entries()) yield `${index ? "," : ""}\n    ${JSON.stringify(entry)}`;
  yield `\n  ],\n  "missing": ${JSON.stringify(missing)}\n}\n`;
}

/** Streams the archive that `fill` writes. Writing stops when the reader cancels. */
export function streamArchive(
  facts: Facts,
  fill: (writer: ArchiveWriter) => Promise<void>,
  onFailure: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const reader = readable.getReader();
  let isWanted = true;
  const zip = new ZipWriter(writable, { keepOrder: true });
  const entries: ManifestEntry[] = [];
  const missing: Manifest["missing"] = [];

  async function add(path: string, pieces: Pieces, level: number): Promise<void> {
    const entry = { path, bytes: 0, sha256: "" };
    await zip.add(path, Readable.toWeb(Readable.from(counted(pieces, entry))) as ReadableStream, { level });
    entries.push(entry);
  }

  const writer: ArchiveWriter = {
    // Added in one piece, which takes half the time of a stream: a shop may have tens of thousands of texts.
    async addText(path, text) {
      const bytes = Buffer.from(text, "utf8");
      await zip.add(path, new Uint8ArrayReader(bytes), { level: TEXT_LEVEL });
      entries.push({ path, bytes: bytes.byteLength, sha256: createHash("sha256").update(bytes).digest("hex") });
    },
    addPieces: (path, pieces) => add(path, pieces, TEXT_LEVEL),
    addFile: (path, source) => add(path, source, 0),
    noteMissing: (path, reason) => missing.push({ path, reason }),
  };

  const write = async () => {
    await fill(writer);
    await zip.add(
      MANIFEST,
      Readable.toWeb(Readable.from(manifestPieces(facts, entries, missing)).map(Buffer.from)) as ReadableStream,
    );
    await zip.close();
  };
  write().catch((error: unknown) => {
    if (isWanted) onFailure(error);
    // Without its directory an archive does not open, so nobody mistakes a part for the whole.
    writable.abort(error).catch(() => undefined);
  });
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel(reason) {
      isWanted = false;
      return reader.cancel(reason);
    },
  });
}
