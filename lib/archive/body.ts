// Where the free part ends. Written exactly, so that what is exported and imported again is the same to the byte; read from what
// the blogs of this world use.
import { DIVIDER } from "./form";

/** The strongest first: an excerpt mark divides only where nothing says what is paid. */
const dividers = [
  /^[ \t]*<!--+\s*paid\s*--+>[ \t]*$/i,
  /^[ \t]*<!--+\s*(?:paywall|members-only)\s*--+>[ \t]*$/i,
  /^[ \t]*<!--+\s*more\s*--+>[ \t]*$/i,
];
const fence = /^ {0,3}(`{3,}|~{3,})/;

export interface Parts {
  preview: string;
  content: string;
}

const between = (divider: string) => `\n\n${divider}\n\n`;

/** The divider, or a numbered one if the free part has that very line. */
export function dividerFor(preview: string): string {
  const lines = new Set(preview.split("\n").map((line) => line.trim()));
  for (let number = 1; ; number++) {
    const divider = number === 1 ? DIVIDER : `<!-- paid ${number} -->`;
    if (!lines.has(divider)) return divider;
  }
}

export function writeBody({ preview, content }: Parts, divider: string): string {
  return `\n${preview}${between(divider)}${content}\n`;
}

/** What `writeBody` wrote; undefined when the body was given another shape by hand. */
export function readExactBody(body: string, divider: string): Parts | undefined {
  const at = body.indexOf(between(divider));
  if (at < 1 || !body.startsWith("\n") || !body.endsWith("\n")) return undefined;
  return { preview: body.slice(1, at), content: body.slice(at + between(divider).length, -1) };
}

/** The number of the line outside fenced code that matches. */
function lineOf(lines: string[], pattern: RegExp): number {
  let open: string | undefined;
  return lines.findIndex((line) => {
    const mark = fence.exec(line)?.[1];
    if (mark) open = open === undefined ? mark : mark.startsWith(open) ? undefined : open;
    return !open && pattern.test(line);
  });
}

const withoutEdges = (lines: string[]) => lines.join("\n").replace(/^(?:[ \t]*\n)+|\s+$/g, "");

/** Undefined when nothing divides it. */
export function findParts(body: string): Parts | undefined {
  const lines = body.split("\n");
  for (const pattern of dividers) {
    const at = lineOf(lines, pattern);
    if (at >= 0) return { preview: withoutEdges(lines.slice(0, at)), content: withoutEdges(lines.slice(at + 1)) };
  }
  return undefined;
}

export const tidyBody = (body: string) => withoutEdges(body.split("\n"));
