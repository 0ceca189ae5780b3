// Content-Disposition (RFC 6266, RFC 8187) with a name that fits into the head of an answer.
import { create } from "content-disposition";

/** Characters of the name once it is percent-encoded; a letter of most scripts has nine. */
const ENCODED_MAX = 450;

/** Throws for a lone surrogate, which no stored name has. */
const encodedLength = (text: string) => encodeURIComponent(text).length;

/** The name, its middle left out where it is too long: beginning and extension stay. */
function shortName(name: string): string {
  if (encodedLength(name) <= ENCODED_MAX) return name;
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : "";
  let kept = "";
  let room = ENCODED_MAX - encodedLength(`…${extension}`);
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(name)) {
    room -= encodedLength(segment);
    if (room < 0) break;
    kept += segment;
  }
  return `${kept}…${extension}`;
}

/** The header's value for a file of this name. */
export function contentDisposition(name: string, type: "attachment" | "inline" = "attachment"): string {
  return create(shortName(name), { type });
}
