const widthMax = 2400;
/** A page of A4 at the full width; browsers of phones draw nothing into a canvas of twice as many. */
const pixelsMax = 8_400_000;

/** How many pixels a point of the page gets: as sharp as the screen, within what a phone can hold, whatever size the page says it has. */
export function scaleOf(page: { width: number; height: number }, shownWidth: number, pixelRatio: number): number {
  const sharp = (shownWidth * pixelRatio * 1.25) / page.width;
  return Math.min(sharp, widthMax / page.width, Math.sqrt(pixelsMax / (page.width * page.height)));
}
