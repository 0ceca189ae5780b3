// Where the window stands in the text of a piece. Measured in what can be scrolled of it, so that a place found at one text size or
// width of window is about the same place at another.

interface Span {
  /** Of the text's first line, from the top of the document. */
  top: number;
  /** How far the window can move over the text. */
  length: number;
}

function spanOf(texts: HTMLElement[]): Span | null {
  const [first, last] = [texts[0], texts.at(-1)];
  if (!first || !last) return null;
  const top = first.getBoundingClientRect().top + scrollY;
  const bottom = last.getBoundingClientRect().bottom + scrollY;
  return { top, length: bottom - top - innerHeight };
}

/** The free part and the paid part, once both are there; the notes behind them do not count. */
function textsOf(): HTMLElement[] {
  const texts = [...document.querySelectorAll<HTMLElement>("main .reading:not(.notes)")];
  return document.querySelector(".paid-part .reading") ? texts : [];
}

/** How much of the text lies above the window, from 0 to 1; null for a text that fits into it. */
export function readPlace(): number | null {
  const span = spanOf(textsOf());
  return span && span.length > 0 ? Math.min(1, Math.max(0, (scrollY - span.top) / span.length)) : null;
}

/** Puts the window there, at the beginning of a paragraph, and the focus with it. */
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
