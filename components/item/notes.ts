// The footnotes of an article that is rendered in two parts: those of the free part stand at the end of the whole, and the numbers of
// the paid part go on from them. This reads what renderMarkdown writes, and nothing else.

const sectionStart = '<section data-footnotes class="footnotes">';

/** The text and its notes apart; both are whole fragments. */
export function splitNotes(html: string): { text: string; notes: string } {
  const at = html.lastIndexOf(sectionStart);
  if (at < 0 || !html.trimEnd().endsWith("</section>")) return { text: html, notes: "" };
  return { text: html.slice(0, at), notes: html.slice(at) };
}

export const countNotes = (notes: string): number => notes.match(/<li id="/g)?.length ?? 0;

/** The same fragment, whose first note has the number after `before`. */
export function continueNotes(html: string, before: number): string {
  if (before === 0) return html;
  const later = (digits: string) => `${Number(digits) + before}`;
  return html
    .replace(/(<a [^<>]*data-footnote-ref[^<>]*>)(\d+)(?=<\/a>)/g, (_, open: string, digits: string) => open + later(digits))
    .replace(
      /(<a [^<>]*data-footnote-backref[^<>]*aria-label="[^"<>\d]*)(\d+)/g,
      (_, open: string, digits: string) => open + later(digits),
    )
    .replace(/(<section data-footnotes class="footnotes"><h2 [^<>]*>[^<>]*<\/h2>\s*)<ol>/g, `$1<ol start="${before + 1}">`);
}
