// A ZIP archive as a source: its entries are read in place and never unpacked to a disk. An entry that inflates to more bytes than
// the archive's directory states is stopped.
import { configure, type FileEntry, type Reader, ZipReader } from "@zip.js/zip.js/lib/zip-core-native.js";
import type { SourceFile } from "../api-client/source-file";
import { ArchiveError } from "./archive-error";
import { type ArchiveFinding, finding } from "./findings";
import { findPathProblem, type Source } from "./source";

configure({ useWebWorkers: false });

const entriesMax = 250_000;
/** Deflate compresses at most about 1,030 to 1; real texts stay far below 250. */
const ratioMax = 250;
const ratioMattersFrom = 4 * 1024 ** 2;

function reasonAgainst(entry: FileEntry): ArchiveFinding | undefined {
  if (entry.encrypted) return finding("encrypted");
  if (entry.symlink) return finding("link");
  const { uncompressedSize, compressedSize } = entry;
  if (uncompressedSize > ratioMattersFrom && uncompressedSize > compressedSize * ratioMax)
    return finding("inflates_too_much", { ratio: ratioMax });
  return findPathProblem(entry.filename);
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

function fileOf(entry: FileEntry): SourceFile {
  return {
    path: entry.filename,
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

/** Throws an ArchiveError for what is no ZIP archive. */
export async function openZip(reader: Reader<unknown>): Promise<Source> {
  const source: Source = { files: [], refused: [] };
  try {
    for await (const entry of new ZipReader(reader).getEntriesGenerator({ filenameValidation: "tolerant" })) {
      if (source.files.length + source.refused.length >= entriesMax)
        throw new ArchiveError(finding("too_many_entries", { max: entriesMax }));
      if (entry.directory) continue;
      const reason = reasonAgainst(entry as FileEntry);
      if (reason) source.refused.push({ path: entry.filename, reason });
      else source.files.push(fileOf(entry as FileEntry));
    }
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError(finding("not_a_zip"));
  }
  return source;
}
