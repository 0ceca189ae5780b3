// A folder, a ZIP archive or a single file (Markdown, or another program's export) on disk as the source of an import. Symbolic links are not followed.
import { createReadStream } from "node:fs";
import { type FileHandle, open, readdir, stat } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { Readable } from "node:stream";
import { Reader } from "@zip.js/zip.js/lib/zip-core-native.js";
import type { SourceFile } from "../../lib/api-client/source-file";
import { finding } from "../../lib/archive/findings";
import type { Source } from "../../lib/archive/source";
import { openZip } from "../../lib/archive/zip-source";

class FileReader extends Reader<string> {
  readonly #path: string;
  #handle: FileHandle | undefined;

  constructor(path: string) {
    super(path);
    this.#path = path;
  }

  override async init(): Promise<void> {
    this.#handle = await open(this.#path, "r");
    this.size = (await this.#handle.stat()).size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(Math.min(length, this.size - index));
    const { bytesRead } = (await this.#handle?.read(bytes, 0, bytes.byteLength, index)) ?? { bytesRead: 0 };
    return bytes.subarray(0, bytesRead);
  }
}

async function fileOf(path: string, name: string): Promise<SourceFile> {
  return {
    path: name.normalize("NFC"),
    bytes: (await stat(path)).size,
    stream: () => Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>,
  };
}

async function openFolder(root: string): Promise<Source> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const pathOf = (entry: { parentPath: string; name: string }) => join(entry.parentPath, entry.name);
  const nameOf = (path: string) => relative(root, path).split(sep).join("/");
  const links = entries.filter((entry) => entry.isSymbolicLink()).map(pathOf);
  const files = entries
    .filter((entry) => entry.isFile())
    .map(pathOf)
    .sort();
  return {
    files: await Promise.all(files.map((path) => fileOf(path, nameOf(path)))),
    refused: links.map((path) => ({ path: nameOf(path), reason: finding("link") })),
  };
}

export async function openSource(path: string): Promise<Source> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Error(`There is nothing at ${path}.`);
  if (found.isDirectory()) return openFolder(path);
  if (/\.(?:md|markdown|json|xml)$/i.test(path)) return { files: [await fileOf(path, basename(path))], refused: [] };
  return openZip(new FileReader(path));
}
