// The fonts of pictures, from packages, so that none need be installed. Japanese comes in files of a few hundred characters each.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Font, openSync } from "fontkit";

const packages = join(process.cwd(), "node_modules");
const latin = join(packages, "@fontsource-variable/newsreader/files");
const japanese = join(packages, "@fontsource/shippori-mincho");

/** Code points from the first to the last, and the font's file that has them. */
interface Range {
  first: number;
  last: number;
  file: string;
}

/** `U+4e00-4e0f,U+5000`, as in CSS. */
function rangesOf(file: string, unicodeRange: string): Range[] {
  return unicodeRange.split(",").map((range) => {
    const [first = "", last = first] = range.replace("U+", "").split("-");
    return { first: Number.parseInt(first, 16), last: Number.parseInt(last, 16), file };
  });
}

function readRanges(): Range[] {
  const subsets = JSON.parse(readFileSync(join(japanese, "unicode.json"), "utf8")) as Record<string, string>;
  return Object.entries(subsets)
    .filter(([name]) => name.startsWith("["))
    .flatMap(([name, range]) => rangesOf(join(japanese, `files/shippori-mincho-${name.slice(1, -1)}-600-normal.woff2`), range));
}

const opened = new Map<string, Font>();

function open(file: string): Font {
  const font = opened.get(file) ?? (openSync(file) as Font);
  opened.set(file, font);
  return font;
}

let ranges: Range[] | undefined;

/** The font that has a character, or undefined if none does. */
export function fontOf(letter: string): Font | undefined {
  const codePoint = letter.codePointAt(0) ?? 0;
  const has = (font: Font) => font.hasGlyphForCodePoint(codePoint);
  const ours = ["newsreader-latin-wght-normal.woff2", "newsreader-latin-ext-wght-normal.woff2"].map((file) =>
    open(join(latin, file)),
  );
  const found = ours.find(has);
  if (found) return found;
  ranges ??= readRanges();
  const range = ranges.find(({ first, last }) => codePoint >= first && codePoint <= last);
  return range && [open(range.file)].find(has);
}
