const widthMax = 2400;
/** Pixels of an A4 page at full width; browsers of phones refuse canvases of twice that size. */
const pixelsMax = 8_400_000;

/** Pixels for each point of the page: as sharp as the screen, within what a phone can hold, whatever size the page claims. */
export function scaleOf(page: { width: number; height: number }, shownWidth: number, pixelRatio: number): number {
  const sharp = (shownWidth * pixelRatio * 1.25) / page.width;
  return Math.min(sharp, widthMax / page.width, Math.sqrt(pixelsMax / (page.width * page.height)));
}
