// The scroll position in an article as a share of its height, so that it fits another text size or window width.
// width of window is about the same place at another.

interface Span {
  /** Top of the text's first line in the document, in pixels. */
  top: number;
  /** How far the window can scroll over the text, in pixels. */
  length: number;
}

function spanOf(texts: HTMLElement[]): Span | null {
  const [first, last] = [texts[0], texts.at(-1)];
  if (!first || !last) return null;
  const top = first.getBoundingClientRect().top + scrollY;
  const bottom = last.getBoundingClientRect().bottom + scrollY;
  return { top, length: bottom - top - innerHeight };
}

/** The elements of the free and the paid part; notes do not count. */
function textsOf(): HTMLElement[] {
  const texts = [...document.querySelectorAll<HTMLElement>("main .reading:not(.notes)")];
  return document.querySelector(".paid-part .reading") ? texts : [];
}

/** Share of the text above the window, from 0 to 1; null for a text that fits into the window. */
export function readPlace(): number | null {
  const span = spanOf(textsOf());
  return span && span.length > 0 ? Math.min(1, Math.max(0, (scrollY - span.top) / span.length)) : null;
}

/** Scrolls to a position, at the beginning of a paragraph, and moves the focus there. */
export function goToPlace(fraction: number): void {
  const texts = textsOf();
  const span = spanOf(texts);
  if (!span) return;
  const y = span.top + fraction * span.length - scrollY;
  const blocks = texts.flatMap((text) => [...text.children]);
  const block = blocks.find((each) => each.getBoundingClientRect().bottom > y + 1);
  if (!(block instanceof HTMLElement)) return;
  block.tabIndex = -1;
  block.classList.add("outline-none");
  block.focus({ preventScroll: true });
  scrollTo({ top: block.getBoundingClientRect().top + scrollY - 24 });
}
