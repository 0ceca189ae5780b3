// A ZIP archive as a source, read from its directory entry by entry and never unpacked to a disk. Sizes are claims until the bytes
// have passed: who inflates to more than was claimed is stopped.
import { configure, type FileEntry, type Reader, ZipReader } from "@zip.js/zip.js/lib/zip-core-native.js";
import type { SourceFile } from "../api-client/source-file";
import { UnreadableText } from "./front-matter";
import { faultOf, type Source } from "./source";

configure({ useWebWorkers: false });

const entriesMax = 250_000;
/** Deflate cannot do better than about 1,030 to 1; honest text stays far below this. */
const ratioMax = 250;
const ratioMattersFrom = 4 * 1024 ** 2;

function reasonAgainst(entry: FileEntry): string | undefined {
  if (entry.encrypted) return "It is encrypted. Make the archive without a password.";
  if (entry.symlink) return "It is a link to another file, not a file.";
  const { uncompressedSize, compressedSize } = entry;
  if (uncompressedSize > ratioMattersFrom && uncompressedSize > compressedSize * ratioMax)
    return "It would grow to more than 250 times its size, which no honest file does.";
  return faultOf(entry.filename);
}

const damaged = () => new UnreadableText("The archive is damaged here. Download or pack it again.");

/** The bytes as they are inflated; an error as soon as there are more than the directory claims, or their checksum is another. */
function held(inflated: ReadableStream<Uint8Array>, claimed: number): ReadableStream<Uint8Array> {
  const reader = inflated.getReader();
  let left = claimed;
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
      // Some faults break the stream off, others leave it open.
      inflate.catch((error: unknown) => writable.abort(error)).catch(() => undefined);
      return held(readable, entry.uncompressedSize);
    },
  };
}

/** Throws `UnreadableText` for what is no ZIP archive. */
export async function openZip(reader: Reader<unknown>): Promise<Source> {
  const source: Source = { files: [], refused: [] };
  try {
    for await (const entry of new ZipReader(reader).getEntriesGenerator({ filenameValidation: "tolerant" })) {
      if (source.files.length + source.refused.length >= entriesMax)
        throw new UnreadableText(`The archive has more than ${entriesMax} entries.`);
      if (entry.directory) continue;
      const reason = reasonAgainst(entry as FileEntry);
      if (reason) source.refused.push({ path: entry.filename, reason });
      else source.files.push(fileOf(entry as FileEntry));
    }
  } catch (error) {
    if (error instanceof UnreadableText) throw error;
    throw new UnreadableText("This is not a ZIP archive, or it is damaged. Download or pack it again.");
  }
  return source;
}
