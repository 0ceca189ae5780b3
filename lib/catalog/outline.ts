// What can be told of a Markdown text without rendering it: its headings and its length. One linear pass over the lines.

const headingsMax = 60;
const headingCharactersMax = 160;
const fence = /^ {0,3}(`{3,}|~{3,})/;
const heading = /^ {0,3}#{2,3}[ \t]+(\S.*)$/;

/** The lines outside fenced code. */
function* proseLines(markdown: string): Generator<string> {
  let open: string | undefined;
  for (const line of markdown.split("\n")) {
    const mark = fence.exec(line)?.[1];
    if (open) {
      if (mark?.startsWith(open) && line.trim() === mark) open = undefined;
    } else if (mark) open = mark;
    else yield line;
  }
}

/** Inline markup without its signs: links and images by their words, emphasis and code by their content. No pattern looks past the next opening sign. */
function plain(inline: string): string {
  return inline
    .replace(/!?\[([^[\]]*)\]\([^()[\]]*\)/g, "$1")
    .replace(/<[^<>]+>|\[\^[^[\]]+\]|[*_`~\\]/g, "")
    .trim();
}

/** The `##` and `###` headings, as plain text. */
export function outline(markdown: string): string[] {
  const headings: string[] = [];
  for (const line of proseLines(markdown)) {
    const text = plain(
      heading
        .exec(line)?.[1]
        ?.slice(0, 1000)
        .trimEnd()
        .replace(/[ \t]#+$/, "") ?? "",
    );
    if (text) headings.push(text.slice(0, headingCharactersMax));
    if (headings.length === headingsMax) break;
  }
  return headings;
}

// A run of letters and digits is a word; scripts written without spaces count by the character.
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu;

/** Words to read: prose only, without code blocks and addresses. */
export function countWords(markdown: string): number {
  let words = 0;
  for (const line of proseLines(markdown)) {
    const text = plain(line).replace(/https?:\/\/\S+/g, " ");
    words += (text.match(unspaced)?.length ?? 0) + (text.replace(unspaced, " ").match(word)?.length ?? 0);
  }
  return words;
}
