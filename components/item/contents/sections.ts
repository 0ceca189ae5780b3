// The sections of a rendered text.

export interface Section {
  /** Of its heading, on the page. */
  id: string;
  title: string;
  level: 2 | 3;
}

const heading = /<h([23]) id="([^"]+)"[^>]*>(.*?)<\/h\1>/gs;
const sectionsMax = 100;

/** A text of fewer sections needs no contents. */
export const contentsMin = 2;

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The words of HTML that `renderMarkdown` wrote: without its elements, characters as they are. */
const wordsOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:#x([0-9a-f]{1,6})|(\w{2,4}));/gi, (whole, code, name) =>
      code ? String.fromCodePoint(Number.parseInt(code, 16)) : (named[name] ?? whole),
    )
    .trim();

/** The sections that the headings of a text begin, of HTML that `renderMarkdown` wrote. */
export function sectionsOf(html: string): Section[] {
  const sections: Section[] = [];
  for (const [, level, id = "", inner = ""] of html.matchAll(heading)) {
    const title = wordsOf(inner);
    if (title) sections.push({ id, title, level: level === "2" ? 2 : 3 });
    if (sections.length === sectionsMax) break;
  }
  return sections;
}
