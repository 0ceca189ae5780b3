// Bytes to text: UTF-8, or UTF-16 with a byte order mark, with line ends made `\n`. Other encodings are refused, not guessed.
import { ArchiveError } from "./archive-error";
import { finding } from "./findings";

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return "utf-8";
}

/** Throws an ArchiveError for bytes that are not text. */
export function decodeText(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new ArchiveError(finding("text_encoding"));
  }
  if (text.includes("\0")) throw new ArchiveError(finding("text_nul"));
  return text.replace(/\r\n?/g, "\n");
}
