// The stamp each plate is printed on: a perforated sheet, a double hairline, a title and a value.

export const PAPER = "#f8f3e6";
export const INK = "#211d1a";
export const RED = "#b02a20";
const ALBUM = "#e6ddc9";

export type Point = readonly [x: number, y: number];
export interface Plate {
  title: string;
  value: string;
  ground: string;
  art: string;
}

/** The picture field, inside the hairlines. Art is drawn around its centre, (0, 0). */
export const FIELD = { width: 1120, height: 1380 };
const PITCH = 50;
const STAMP = { x: 150, y: 125, columns: 26, rows: 35 };

export const path = (points: readonly Point[], close = false) =>
  `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}${close ? "Z" : ""}`;

export const stroke = (d: string, colour: string, width: number) =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round" stroke-linecap="round"/>`;

function holes(width: number, height: number): string {
  const circles: string[] = [];
  const hole = (x: number, y: number) => circles.push(`<circle cx="${x}" cy="${y}" r="15.5" fill="${ALBUM}"/>`);
  for (let i = 0; i <= STAMP.columns; i++) for (const y of [0, height]) hole(i * PITCH, y);
  for (let i = 1; i < STAMP.rows; i++) for (const x of [0, width]) hole(x, i * PITCH);
  return circles.join("");
}

export function stampPage({ title, value, ground, art }: Plate): string {
  const width = STAMP.columns * PITCH;
  const height = STAMP.rows * PITCH;
  const left = (width - FIELD.width) / 2;
  const top = 90;
  const base = top + FIELD.height;
  const text = `font-family="EB Garamond" fill="${INK}"`;
  return `<!doctype html><style>body{margin:0}svg{display:block}</style>
<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="2000" viewBox="0 0 1600 2000">
<rect width="1600" height="2000" fill="${ALBUM}"/>
<g transform="translate(${STAMP.x} ${STAMP.y})">
<rect x="5" y="7" width="${width}" height="${height}" fill="#d3c8b0"/>
<rect width="${width}" height="${height}" fill="${PAPER}"/>${holes(width, height)}
<clipPath id="field"><rect x="${left}" y="${top}" width="${FIELD.width}" height="${FIELD.height}"/></clipPath>
<g clip-path="url(#field)"><rect x="${left}" y="${top}" width="${FIELD.width}" height="${FIELD.height}" fill="${ground}"/>
<g transform="translate(${width / 2} ${top + FIELD.height / 2})">${art}</g></g>
<rect x="${left}" y="${top}" width="${FIELD.width}" height="${FIELD.height}" fill="none" stroke="${INK}" stroke-width="2.5"/>
<rect x="${left - 12}" y="${top - 12}" width="${FIELD.width + 24}" height="${FIELD.height + 24}" fill="none" stroke="${INK}" stroke-width="1"/>
<text x="${left}" y="${base + 142}" ${text} font-size="62" letter-spacing="6" style="font-feature-settings:'smcp','onum'">${title.toLowerCase()}</text>
<text x="${left + FIELD.width}" y="${base + 148}" text-anchor="end" font-family="EB Garamond" font-size="132" fill="${RED}" style="font-feature-settings:'lnum'">${value}<tspan font-style="italic" font-size="104">d</tspan></text>
<text x="${left}" y="${base + 74}" ${text} font-size="34" letter-spacing="9" style="font-feature-settings:'smcp'">pennypost</text>
</g></svg>`;
}
