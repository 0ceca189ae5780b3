// A ZIP archive as a source: its entries are read in place and never unpacked to a disk. An entry that inflates to more bytes than
// the archive's directory states is stopped.
import { configure, type FileEntry, type Reader, ZipReader } from "@zip.js/zip.js/lib/zip-core-native.js";
import type { SourceFile } from "../api-client/source-file";
import { ArchiveError } from "./archive-error";
import { decodeNames } from "./entry-names";
import { type ArchiveFinding, finding } from "./findings";
import { findPathProblem, type Source } from "./source";

configure({ useWebWorkers: false });

const entriesMax = 250_000;
/** Deflate compresses at most about 1,030 to 1; real texts stay far below 250. */
const ratioMax = 250;
const ratioMattersFrom = 4 * 1024 ** 2;

function reasonAgainst(entry: FileEntry, path: string): ArchiveFinding | undefined {
  if (entry.encrypted) return finding("encrypted");
  if (entry.symlink) return finding("link");
  const { uncompressedSize, compressedSize } = entry;
  if (uncompressedSize > ratioMattersFrom && uncompressedSize > compressedSize * ratioMax)
    return finding("inflates_too_much", { ratio: ratioMax });
  return findPathProblem(path);
}

const damaged = () => new ArchiveError(finding("archive_damaged"));

/** Passes bytes on; errors as soon as there are more than the directory states, or when the checksum differs. */
function limit(inflated: ReadableStream<Uint8Array>, bytesStated: number): ReadableStream<Uint8Array> {
  const reader = inflated.getReader();
  let left = bytesStated;
  return new ReadableStream({
    async pull(controller) {
      const next = await reader.read().catch(() => undefined);
      left -= next?.value?.byteLength ?? 0;
      if (!next || left < 0) {
        controller.error(damaged());
        await reader.cancel().catch(() => undefined);
      } else if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: () => reader.cancel(),
  });
}

function fileOf(entry: FileEntry, path: string): SourceFile {
  return {
    path,
    bytes: entry.uncompressedSize,
    stream() {
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const inflate = entry.getData(writable, { checkSignature: true, checkOverlappingEntry: true });
      // Some errors of zip.js leave the stream open.
      inflate.catch((error: unknown) => writable.abort(error)).catch(() => undefined);
      return limit(readable, entry.uncompressedSize);
    },
  };
}

/** Its entries that are no folders. */
async function listEntries(reader: Reader<unknown>): Promise<FileEntry[]> {
  const entries: FileEntry[] = [];
  for await (const entry of new ZipReader(reader).getEntriesGenerator({ filenameValidation: "tolerant" })) {
    if (entries.length >= entriesMax) throw new ArchiveError(finding("too_many_entries", { max: entriesMax }));
    if (!entry.directory) entries.push(entry as FileEntry);
  }
  return entries;
}

/** By entry, composed: a Mac writes é as two characters. */
function pathsOf(entries: FileEntry[]): Map<FileEntry, string> {
  const unmarked = entries.filter(({ filenameUTF8 }) => !filenameUTF8);
  const decoded = new Map(
    decodeNames(unmarked.map(({ rawFilename }) => rawFilename)).map((name, index) => [unmarked[index], name]),
  );
  return new Map(entries.map((entry) => [entry, (decoded.get(entry) ?? entry.filename).normalize("NFC")]));
}

/** Throws an ArchiveError for what is no ZIP archive. */
export async function openZip(reader: Reader<unknown>): Promise<Source> {
  const entries = await listEntries(reader).catch((error: unknown) => {
    throw error instanceof ArchiveError ? error : new ArchiveError(finding("not_a_zip"));
  });
  const source: Source = { files: [], refused: [] };
  for (const [entry, path] of pathsOf(entries)) {
    const reason = reasonAgainst(entry, path);
    if (reason) source.refused.push({ path, reason });
    else source.files.push(fileOf(entry, path));
  }
  return source;
}
