// Texts cut to a number of bytes, for places that hold so many and no more.

const encoder = new TextEncoder();
const ELLIPSIS = "…";

/** Bytes of a text in UTF-8. */
export const utf8Bytes = (text: string): number => encoder.encode(text).byteLength;

/** The text if it has at most `bytesMax` bytes in UTF-8, else as much of its beginning as fits with an ellipsis; never half a character. */
export function cutToBytes(text: string, bytesMax: number): string {
  if (utf8Bytes(text) <= bytesMax) return text;
  const room = bytesMax - utf8Bytes(ELLIPSIS);
  let bytes = 0;
  let end = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)) {
    bytes += utf8Bytes(segment);
    if (bytes > room) break;
    end += segment.length;
  }
  return end === 0 ? "" : `${text.slice(0, end).trimEnd()}${ELLIPSIS}`;
}
