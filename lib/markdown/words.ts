// Counts the words of a Markdown text without rendering it, in one linear pass. Wall, receipt and editor all use this count.

import { fenceBelow } from "./fence";

/** The lines outside fenced code. */
export function* proseLines(markdown: string): Generator<string> {
  let open: string | undefined;
  for (const line of markdown.split("\n")) {
    const above = open;
    open = fenceBelow(line, above);
    if (above === undefined && open === undefined) yield line;
  }
}

/** Inline markup as plain text: links and images by their labels, emphasis and code by their content. Patterns are linear. */
export function plain(inline: string): string {
  return inline
    .replace(/!?\[([^[\]]*)\]\([^()[\]]*\)/g, "$1")
    .replace(/<[^<>]+>|\[\^[^[\]]+\]|[*_`~\\]/g, "")
    .trim();
}

const lineStart = /^\s*(?:#{1,6}|>|[-+*]|\d{1,9}[.)])\s+/;

/** The prose of a Markdown text on one line, without markup. */
export function prose(markdown: string): string {
  const lines = [...proseLines(markdown)].map((line) => plain(line.replace(lineStart, "")));
  return lines.filter(Boolean).join(" ");
}

// A run of letters and digits is a word; in scripts written without spaces each character counts.
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu;

const image = /!\[[^[\]]*\]\([^()[\]]*\)/g;

/** Number of words in the prose, without code blocks, URLs and what pictures are said to show. */
export function countWords(markdown: string): number {
  let words = 0;
  for (const line of proseLines(markdown)) {
    const text = plain(line.replace(image, " ")).replace(/https?:\/\/\S+/g, " ");
    words += (text.match(unspaced)?.length ?? 0) + (text.replace(unspaced, " ").match(word)?.length ?? 0);
  }
  return words;
}
