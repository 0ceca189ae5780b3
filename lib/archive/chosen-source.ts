// The files that a person chose in a browser (Markdown files, a folder, or one ZIP archive) as a source.
import { BlobReader } from "@zip.js/zip.js/lib/zip-core-native.js";
import { ArchiveError } from "./archive-error";
import { finding } from "./findings";
import type { Source } from "./source";
import { openZip } from "./zip-source";

const isZip = (file: File) => /\.zip$/i.test(file.name);

/** Throws an ArchiveError for a damaged archive, or one chosen together with other files. */
export async function openChosen(files: File[]): Promise<Source> {
  const [zip] = files.filter(isZip);
  if (zip && files.length === 1) return openZip(new BlobReader(zip));
  // A chosen folder may contain archives, which then belong to no item.
  if (zip && !files.some((file) => file.webkitRelativePath)) throw new ArchiveError(finding("choose_one_archive"));
  return {
    files: files.map((file) => ({
      path: (file.webkitRelativePath || file.name).normalize("NFC"),
      bytes: file.size,
      stream: () => file.stream(),
    })),
    refused: [],
  };
}
