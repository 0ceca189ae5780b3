// The picture that social networks show beside a link, 1200 × 630. It holds public facts only: a title, a line, of an item its price and
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

export interface SocialFacts {
  title: string;
  /** Below the title: of an item, its creator. */
  line: string;
  /** The price of an item. */
  amount?: bigint;
}

/** Words of Japanese too, which has no spaces between them. */
const segmenter = new Intl.Segmenter("ja", { granularity: "word" });
const opens = /^[「『（〈《【〔“‘([{]+$/;
const isSpace = (text: string) => text.trim() === "";

/** What stands together on a line: words, with the marks that must not begin or end one, and the spaces between. */
function unbroken(text: string): string[] {
  const parts: string[] = [];
  let before = "";
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (opens.test(segment)) before += segment;
    else if (isWordLike || isSpace(segment) || parts.length === 0 || isSpace(parts.at(-1) ?? "")) {
      parts.push(before + segment);
      before = "";
    } else parts[parts.length - 1] += before + segment;
  }
  return before ? [...parts, before] : parts;
}

interface Part {
  text: string;
  /** At a font size of 1. */
  width: number;
}

/** Widths are added up: what two parts are closer together than each by itself does not show. */
const partsOf = (text: string, outline: OutlineText): Part[] =>
  unbroken(text).map((part) => ({ text: part, width: outline(part, 1).width }));

function fold(parts: Part[], size: number, widthMax: number): string[] {
  const lines: Part[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last && (isSpace(part.text) || (last.width + part.width) * size <= widthMax)) {
      last.text += part.text;
      last.width += part.width;
    } else if (!isSpace(part.text)) lines.push({ ...part });
  }
  return lines.map(({ text }) => text.trim());
}

const leading = 1.08;
const topOf = (size: number) => margin + size * 0.86;
/** Where a title's last line stands. */
const lastOf = (size: number, lines: number) => topOf(size) + (lines - 1) * size * leading;
/** The rule and the line below a title. */
const below = 112;
/** Where the stamp begins, or what stands in its row. */
const room = socialHeight - margin - 96;

/** The largest font size at which the title fits; at the smallest the title is cut. */
function setTitle(title: string, widthMax: number, outline: OutlineText): { size: number; lines: string[] } {
  const parts = partsOf(title, outline);
  for (const size of widthMax > 800 ? [124, 104, ...sizes] : sizes) {
    const lines = fold(parts, size, widthMax);
    const fits = lastOf(size, lines.length) + below <= room && lines.every((line) => outline(line, size).width <= widthMax);
    if (fits) return { size, lines };
  }
  const all = fold(parts, 50, widthMax);
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

export function socialSvg({ title, line, amount }: SocialFacts, hasCover: boolean, outline: OutlineText): string {
  const right = hasCover ? socialCover.x : socialWidth;
  const widthMax = right - 2 * margin;
  const { size, lines } = setTitle(title, widthMax, outline);
  const set = lines.map((line, index) => words(outline, line, size, margin, lastOf(size, index + 1), ink));
  const name = cut(line, 34, widthMax, outline);
  const rule = lastOf(size, lines.length) + 44;
  const mark = outline("Pennypost", 36);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${socialWidth}" height="${socialHeight}" viewBox="0 0 ${socialWidth} ${socialHeight}">
    <rect width="${socialWidth}" height="${socialHeight}" fill="${paper}"/>
    ${hasCover ? "" : `<rect x="20" y="20" width="1160" height="590" fill="none" stroke="${ink}" stroke-width="3"/><rect x="29" y="29" width="1142" height="572" fill="none" stroke="${ink}" stroke-width="1"/>`}
    ${set.join("")}
    <rect x="${margin}" y="${rule}" width="96" height="5" fill="${red}"/>
    ${words(outline, name, 34, margin, rule + 56, ink2)}
    ${amount === undefined ? "" : stamp(outline, amount, margin, room)}
    ${words(outline, "Pennypost", 36, right - margin - mark.width, socialHeight - margin - 12, red, 0.02)}
  </svg>`;
}
