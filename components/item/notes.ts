// The footnotes of an article rendered in two parts: the free part's notes move to the end, and the paid part's numbers continue
// from theirs. Works on the HTML of renderMarkdown only.

const sectionStart = '<section data-footnotes class="footnotes">';

/** Splits the text from its notes, each a complete fragment. */
export function splitNotes(html: string): { text: string; notes: string } {
  const at = html.lastIndexOf(sectionStart);
  if (at < 0 || !html.trimEnd().endsWith("</section>")) return { text: html, notes: "" };
  return { text: html.slice(0, at), notes: html.slice(at) };
}

export const countNotes = (notes: string): number => notes.match(/<li id="/g)?.length ?? 0;

/** The same fragment with its notes numbered from `before` + 1. */
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
