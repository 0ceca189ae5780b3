// What a person chose in a browser: Markdown files, a folder, or one ZIP archive.
import { BlobReader } from "@zip.js/zip.js/lib/zip-core-native.js";
import { UnreadableText } from "./front-matter";
import type { Source } from "./source";
import { openZip } from "./zip-source";

const isZip = (file: File) => /\.zip$/i.test(file.name);

/** Throws `UnreadableText` for a choice that cannot be read as one. */
export async function openChosen(files: File[]): Promise<Source> {
  const [zip] = files.filter(isZip);
  if (zip && files.length === 1) return openZip(new BlobReader(zip));
  // A folder may well hold archives; they belong to no piece.
  if (zip && !files.some((file) => file.webkitRelativePath))
    throw new UnreadableText("Choose one ZIP archive by itself, or Markdown files without one.");
  return {
    files: files.map((file) => ({
      path: file.webkitRelativePath || file.name,
      bytes: file.size,
      stream: () => file.stream(),
    })),
    refused: [],
  };
}
