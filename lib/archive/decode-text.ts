// Bytes to text: UTF-8, or UTF-16 with its mark, in whatever line ends; anything else is told, never guessed.
import { UnreadableText } from "./front-matter";

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return "utf-8";
}

export function decodeText(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableText("This is not text in UTF-8 or UTF-16. Save it as UTF-8 and try again.");
  }
  if (text.includes("\0")) throw new UnreadableText("This is not a text file: it holds NUL characters.");
  return text.replace(/\r\n?/g, "\n");
}
