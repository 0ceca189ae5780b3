// The picture that social networks show beside a link to an item, 1200 × 630. It holds public facts only: title, creator, price,
// cover.

import { formatUsd } from "../kernel/money";
import { perforatedPath } from "./perforated-path";

export const socialWidth = 1200;
export const socialHeight = 630;
/** The box of the cover. */
export const socialCover = { x: 660, y: 0, width: 540, height: 630 };

const paper = "#f6f1e7";
const stampPaper = "#fffdf7";
const ink = "#211c17";
const ink2 = "#574e43";
const red = "#b1251b";
const edge = "#b3a58d";
const margin = 64;
const sizes = [92, 80, 68, 58, 50];

type OutlineText = (text: string, size: number) => { path: string; width: number };

interface SocialFacts {
  title: string;
  creatorName: string;
  amount: bigint;
  hasCover: boolean;
}

function fold(text: string, size: number, widthMax: number, outline: OutlineText): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && outline(longer, size).width <= widthMax) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The largest font size at which the title fits; at the smallest the title is cut. */
function setTitle(title: string, widthMax: number, outline: OutlineText): { size: number; lines: string[] } {
  for (const size of widthMax > 800 ? [124, 104, ...sizes] : sizes) {
    const lines = fold(title, size, widthMax, outline);
    const fits = lines.length <= (size > 60 ? 4 : 5) && lines.every((line) => outline(line, size).width <= widthMax);
    if (fits) return { size, lines };
  }
  const all = fold(title, 50, widthMax, outline);
  const lines = all.slice(0, 5).map((line, index) => (index === 4 && all.length > 5 ? `${line} …` : line));
  return { size: 50, lines: lines.map((line) => cut(line, 50, widthMax, outline)) };
}

function cut(line: string, size: number, widthMax: number, outline: OutlineText): string {
  if (outline(line, size).width <= widthMax) return line;
  const letters = [...line];
  while (letters.length > 1 && outline(`${letters.join("")}…`, size).width > widthMax) letters.pop();
  return `${letters.join("")}…`;
}

function words(outline: OutlineText, text: string, size: number, x: number, y: number, fill: string, bold = 0.012): string {
  const { path } = outline(text, size);
  const stroke = (size * bold).toFixed(2);
  return `<path d="${path}" transform="translate(${x} ${y})" fill="${fill}" stroke="${fill}" stroke-width="${stroke}"/>`;
}

function stamp(outline: OutlineText, amount: bigint, x: number, y: number): string {
  const text = formatUsd(amount);
  const size = 52;
  const { width } = outline(text, size);
  const columns = Math.ceil((width + 56) / 12);
  const [w, h] = [columns * 12, 96];
  return `<g transform="translate(${x} ${y})">
    <path d="${perforatedPath(columns, 8, 12, 3.8)}" fill="${stampPaper}" stroke="${edge}" stroke-width="1.5"/>
    <rect x="9" y="9" width="${w - 18}" height="${h - 18}" fill="none" stroke="${red}" stroke-width="2"/>
    ${words(outline, text, size, (w - width) / 2, 66, red, 0.022)}</g>`;
}

export function socialSvg({ title, creatorName, amount, hasCover }: SocialFacts, outline: OutlineText): string {
  const right = hasCover ? socialCover.x : socialWidth;
  const widthMax = right - 2 * margin;
  const { size, lines } = setTitle(title, widthMax, outline);
  const top = margin + size * 0.86;
  const set = lines.map((line, index) => words(outline, line, size, margin, top + index * size * 1.08, ink));
  const name = cut(creatorName, 34, widthMax, outline);
  const rule = top + (lines.length - 1) * size * 1.08 + 44;
  const mark = outline("Pennypost", 36);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${socialWidth}" height="${socialHeight}" viewBox="0 0 ${socialWidth} ${socialHeight}">
    <rect width="${socialWidth}" height="${socialHeight}" fill="${paper}"/>
    ${hasCover ? "" : `<rect x="20" y="20" width="1160" height="590" fill="none" stroke="${ink}" stroke-width="3"/><rect x="29" y="29" width="1142" height="572" fill="none" stroke="${ink}" stroke-width="1"/>`}
    ${set.join("")}
    <rect x="${margin}" y="${rule}" width="96" height="5" fill="${red}"/>
    ${words(outline, name, 34, margin, rule + 56, ink2)}
    ${stamp(outline, amount, margin, socialHeight - margin - 96)}
    ${words(outline, "Pennypost", 36, right - margin - mark.width, socialHeight - margin - 12, red, 0.02)}
  </svg>`;
}
