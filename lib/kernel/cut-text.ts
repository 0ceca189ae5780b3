// Texts cut to a number of bytes, for places that hold so many and no more.

const encoder = new TextEncoder();
const ELLIPSIS = "…";

/** Bytes of a text in UTF-8. */
export const utf8Bytes = (text: string): number => encoder.encode(text).byteLength;

/** The text if it measures at most `max`, else as much of its beginning as fits with an ellipsis; never half a character. */
function cut(text: string, max: number, measure: (text: string) => number): string {
  if (measure(text) <= max) return text;
  const room = max - measure(ELLIPSIS);
  let size = 0;
  let end = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)) {
    size += measure(segment);
    if (size > room) break;
    end += segment.length;
  }
  return end === 0 ? "" : `${text.slice(0, end).trimEnd()}${ELLIPSIS}`;
}

/** Cut to a number of bytes in UTF-8. */
export const cutToBytes = (text: string, bytesMax: number): string => cut(text, bytesMax, utf8Bytes);

/** Cut to a number of bytes that it takes within a JSON string, where quotes and control characters are escaped. */
export const cutToJsonBytes = (text: string, bytesMax: number): string =>
  cut(text, bytesMax, (part) => utf8Bytes(JSON.stringify(part)) - 2);

/** Cut to a number of Unicode code points. */
export const cutToCodePoints = (text: string, codePointsMax: number): string =>
  cut(text, codePointsMax, (part) => [...part].length);
