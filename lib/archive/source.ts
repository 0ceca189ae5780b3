// What an import is made from: files with paths, out of a folder, a ZIP archive or a browser's file chooser. Nothing is ever written
// to a path from here, and what pretends to lie elsewhere is left out and said.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { SourceFile } from "../api-client/source-file";
import { UnreadableText } from "./front-matter";

export interface Source {
  files: SourceFile[];
  /** Entries that were not taken, with a sentence why. */
  refused: { path: string; reason: string }[];
}

/** What is wrong with a path; undefined for a plain one. */
export function faultOf(path: string): string | undefined {
  if (/[\0\\]/.test(path)) return "Its path has characters that no path here has.";
  if (/^(?:\/|[A-Za-z]:)/.test(path)) return "Its path begins at the root of a disk.";
  if (path.split("/").some((part) => part === ".." || part === "." || part === "")) return "Its path leads out of the archive.";
  return undefined;
}

/** What editors, systems and tools leave lying about. */
export function isHousekeeping(path: string): boolean {
  return path.split("/").some((part) => part.startsWith(".") || part === "__MACOSX" || part === "node_modules");
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** The bytes, at most `bytesMax` of them, whatever size was claimed. */
export async function readBytes(file: SourceFile, bytesMax: number): Promise<Uint8Array> {
  const tooLong = () =>
    new UnreadableText(`The file has more than ${Math.floor(bytesMax / 1024)} KB, which is too long for a text.`);
  if (file.bytes > bytesMax) throw tooLong();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunksOf(file.stream())) {
    size += chunk.byteLength;
    if (size > bytesMax) throw tooLong();
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** Of the whole file, in lower-case hex, without holding it. */
export async function sha256Of(file: SourceFile): Promise<string> {
  const hash = sha256.create();
  for await (const chunk of chunksOf(file.stream())) hash.update(chunk);
  return bytesToHex(hash.digest());
}
