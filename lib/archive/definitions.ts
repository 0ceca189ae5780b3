// Each part of a piece is read by itself: a link in the free part whose target is defined below the paid line would be words in brackets.
// Targets are carried to where they are used, in both directions; the text of a note is what is sold, and stays where it is.
import { proseLines } from "../markdown/words";
import type { Parts } from "./body";

const definition = /^ {0,3}\[(?!\^)((?:[^\]\\\n]|\\.){1,999})\]:[ \t]*\S/;
const note = /^ {0,3}\[\^([^\]\s]{1,200})\]:/;
const reference = /\[((?:[^[\]\\\n]|\\.){1,999})\](?!\()/g;
const noteMark = /\[\^([^\]\s]{1,200})\](?!:)/g;

const labelOf = (text: string) => text.trim().replace(/\s+/g, " ").toLowerCase();

function read(text: string) {
  const lines = [...proseLines(text)];
  const targets = new Map<string, string>();
  const notes = new Set<string>();
  const used = new Set<string>();
  const marks = new Set<string>();
  for (const line of lines) {
    const label = definition.exec(line)?.[1];
    if (label !== undefined && !targets.has(labelOf(label))) targets.set(labelOf(label), line.trim());
    const noted = note.exec(line)?.[1];
    if (noted !== undefined) notes.add(noted.toLowerCase());
    if (label !== undefined) continue;
    for (const [, name = ""] of line.matchAll(reference)) used.add(labelOf(name));
    for (const [, name = ""] of line.replace(note, "").matchAll(noteMark)) marks.add(name.toLowerCase());
  }
  return { targets, notes, used, marks };
}

type Read = ReturnType<typeof read>;

function withTargets(text: string, own: Read, other: Read): string {
  const lines = [...other.targets].filter(([label]) => own.used.has(label) && !own.targets.has(label)).map(([, line]) => line);
  if (lines.length === 0) return text;
  const isLast = definition.test(text.slice(text.lastIndexOf("\n") + 1));
  return `${text}${isLast ? "\n" : "\n\n"}${lines.join("\n")}`;
}

/** `notesMissing`: marks of notes that are defined on the other side of the line. */
export function carryTargets(parts: Parts): Parts & { notesMissing: number } {
  const [free, paid] = [read(parts.preview), read(parts.content)];
  const missing = (own: Read, other: Read) =>
    [...own.marks].filter((mark) => !own.notes.has(mark) && other.notes.has(mark)).length;
  return {
    preview: withTargets(parts.preview, free, paid),
    content: withTargets(parts.content, paid, free),
    notesMissing: missing(free, paid) + missing(paid, free),
  };
}
