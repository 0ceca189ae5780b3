// Where the free part ends. Written exactly, so that what is exported and imported again is the same to the byte; read from what
// the blogs of this world use.
import { DIVIDER } from "./form";
import { linesWithoutCode } from "./pieces";

/** The strongest first: an excerpt mark divides only where nothing says what is paid. */
const dividers = ["paid", "(?:paywall|members-only)", "more"].map((word) => ({
  line: new RegExp(`^[ \\t]*<!--+\\s*${word}\\s*--+>[ \\t]*$`, "i"),
  inside: new RegExp(`<!--+\\s*${word}\\s*--+>`, "i"),
}));

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

function find(lines: string[], pattern: RegExp): { line: number; from: number; to: number } | undefined {
  for (const [line, text] of lines.entries()) {
    const found = pattern.exec(text);
    if (found) return { line, from: found.index, to: found.index + found[0].length };
  }
  return undefined;
}

export const withoutEdges = (text: string) => text.replace(/^(?:[ \t]*\n)+/, "").trimEnd();

/** Undefined when nothing divides it. A mark inside a line divides the line. */
export function findParts(body: string): Parts | undefined {
  const lines = body.split("\n");
  const shown = linesWithoutCode(body);
  for (const { line: whole, inside } of dividers) {
    const found = find(shown, whole) ?? find(shown, inside);
    if (!found) continue;
    const { line, from, to } = found;
    const text = lines[line] ?? "";
    const [before, after] = [text.slice(0, from).trimEnd(), text.slice(to).trimStart()];
    return {
      preview: withoutEdges([...lines.slice(0, line), before].join("\n")),
      content: withoutEdges([after, ...lines.slice(line + 1)].join("\n")),
    };
  }
  return undefined;
}
