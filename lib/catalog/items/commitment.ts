// The commitment of an item version: the SHA-256 of an article's Markdown, or of a file item's manifest.
import { createHash } from "node:crypto";
import { outline } from "../../markdown/outline";
import { countWords } from "../../markdown/words";
import { manifestOf } from "../../x402/receipts/content-commitment";
import type { FileSummary, ItemKind } from "../codecs";

export interface VersionContent {
  title: string;
  dek: string;
  preview: string;
  content: string;
  files: FileSummary[];
}

const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

/** The derived columns of a version. */
export function describe(kind: ItemKind, version: VersionContent) {
  const sizes = version.files.reduce((sum, file) => sum + file.bytes, 0n);
  return {
    headings: outline(version.content),
    words: countWords(version.content),
    previewWords: countWords(version.preview),
    bytes: kind === "article" ? BigInt(Buffer.byteLength(version.content)) : sizes,
    sha256: sha256(kind === "article" ? version.content : manifestOf(version.files)),
  };
}
