// The headings of a Markdown text, found without rendering it, in one linear pass over its lines.
import { plain, proseLines } from "./words";

const headingsMax = 60;
const headingCharactersMax = 160;
const heading = /^ {0,3}#{2,3}[ \t]+(\S.*)$/;

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
