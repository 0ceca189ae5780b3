// What an import reads: files with paths, out of a folder, a ZIP archive or a browser's file chooser. Files whose path leads out of
// the archive are left out and reported.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { SourceFile } from "../api-client/source-file";
import { ArchiveError } from "./archive-error";
import { type ArchiveFinding, finding } from "./findings";

export interface Source {
  files: SourceFile[];
  /** Entries that are left out, with the reason. */
  refused: { path: string; reason: ArchiveFinding }[];
}

/** What is wrong with a path; undefined for a relative one that stays inside the archive. */
export function findPathProblem(path: string): ArchiveFinding | undefined {
  if (/[\0\\]/.test(path)) return finding("path_characters");
  if (/^(?:\/|[A-Za-z]:)/.test(path)) return finding("path_absolute");
  if (path.split("/").some((part) => part === ".." || part === "." || part === "")) return finding("path_outside");
  return undefined;
}

/** Files of operating systems, editors and package managers. */
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

/** Throws an ArchiveError for more than `bytesMax` bytes, counted as they are read: the stated size may be wrong. */
export async function readBytes(file: SourceFile, bytesMax: number): Promise<Uint8Array> {
  const tooLong = () => new ArchiveError(finding("text_too_long", { kilobytes: Math.floor(bytesMax / 1024) }));
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

/** SHA-256 of the whole file in lower-case hex, streamed. */
export async function sha256Of(file: SourceFile): Promise<string> {
  const hash = sha256.create();
  for await (const chunk of chunksOf(file.stream())) hash.update(chunk);
  return bytesToHex(hash.digest());
}
