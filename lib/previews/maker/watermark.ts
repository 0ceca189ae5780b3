// "PENNYPOST PREVIEW", repeated and drawn as lines, so that no font is needed.

/** Capital letters as one stroke each, in a box of 6 by 10. */
const letters: Record<string, string> = {
  P: "M0 10V0h3.5a2.8 2.8 0 0 1 0 5.6H0",
  E: "M6 10H0V0H6M0 5H5",
  N: "M0 10V0L5.6 10V0",
  Y: "M0 0L3 5L6 0M3 5V10",
  O: "M3 0a3 5 0 0 1 0 10a3 5 0 0 1 0 -10",
  S: "M5.8 1.6C4.8 -.6 .4 -.5 .4 2.5C.4 5.6 5.8 4.4 5.8 7.6C5.8 10.6 1 10.6 0 8.2",
  T: "M0 0H6M3 0V10",
  R: "M0 10V0h3.5a2.8 2.8 0 0 1 0 5.6H0M3 5.6L6 10",
  V: "M0 0L3 10L6 0",
  I: "M3 0V10",
  W: "M0 0L1.6 10L3.5 2.5L5.4 10L7 0",
};
const words = "PENNYPOST PREVIEW";
const advance = 10.5;

function lettering(): string {
  return [...words]
    .map((letter, at) => (letters[letter] ? `<path transform="translate(${at * advance} 0)" d="${letters[letter]}"/>` : ""))
    .join("");
}

/** An SVG to lay over a picture of this size: dark below light, so that it is visible on any background. */
export function watermark(width: number, height: number): Buffer {
  const tile = words.length * advance + 70;
  const stroke = (color: string, thickness: number, opacity: number) =>
    `<g fill="none" stroke="${color}" stroke-width="${thickness}" stroke-opacity="${opacity}" stroke-linejoin="round">${lettering()}</g>`;
  const both = stroke("#211c17", 2.4, 0.2) + stroke("#fffdf7", 1.2, 0.75);
  const row = (x: number, y: number) => `<g transform="translate(${x} ${y})">${both}</g>`;
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <pattern id="p" width="${tile}" height="150" patternUnits="userSpaceOnUse" patternTransform="rotate(-24) scale(1.25)">
      ${row(10, 30)}${row(10 - tile / 2, 105)}${row(10 + tile / 2, 105)}
    </pattern>
    <rect width="100%" height="100%" fill="url(#p)"/></svg>`);
}
