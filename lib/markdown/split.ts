// Splits a book-length Markdown text where it does no harm: at a blank line outside fenced code, before a heading if one is near.
import { fenceBelow } from "./fence";

const partCharacters = 60_000;
/** Past this length a part ends at the next blank line, even without a heading. */
const patience = 1.5;

/** A text shorter than a long chapter is one part, so that its footnotes and references stay together. */
export function splitMarkdown(markdown: string): string[] {
  if (markdown.length <= partCharacters * 2) return [markdown];
  const parts: string[] = [];
  let part: string[] = [];
  let size = 0;
  let open: string | undefined;
  let afterBlank = false;
  for (const line of markdown.split("\n")) {
    const cuttable = size > partCharacters * patience ? /^\S/ : /^#{1,3} /;
    if (!open && afterBlank && size > partCharacters && cuttable.test(line)) {
      parts.push(part.join("\n"));
      part = [];
      size = 0;
    }
    open = fenceBelow(line, open);
    afterBlank = line.trim() === "";
    part.push(line);
    size += line.length + 1;
  }
  return [...parts, part.join("\n")];
}
