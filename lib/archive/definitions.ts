// Each part of a piece is read by itself: a link in the paid part whose target is defined in the free part would be words in brackets.
// Targets are carried down to where they are used. What is defined in the paid part, targets and notes, may be what is sold: it stays
// there, and is told.
import type { Parts } from "./body";
import { linesWithoutCode } from "./pieces";

const definition = /^ {0,3}\[(?!\^)((?:[^\]\\\n]|\\.){1,999})\]:[ \t]*\S/;
const note = /^ {0,3}\[\^([^\]\s]{1,200})\]:/;
const reference = /(?<!\\)\[((?:[^[\]\\\n]|\\.){1,999})\](?!\()/g;
const noteMark = /(?<!\\)\[\^([^\]\s]{1,200})\](?!:)/g;
const task = /^([ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+)\[[ xX]\](?=\s)/;

const labelOf = (text: string) => text.trim().replace(/\s+/g, " ").toLowerCase();

/** The labels that links and pictures name; a number in brackets alone is no link but a mark or an index. */
function labelsIn(line: string): string[] {
  const found = [...line.replace(task, "$1").matchAll(reference)];
  const named = found.filter(({ 0: all, 1: label = "", index, input }) => {
    const isAlone = input[index - 1] !== "]" && !input.startsWith("[]", index + all.length);
    return !(isAlone && /^\d+$/.test(label));
  });
  return named.map(([, label = ""]) => labelOf(label));
}

function read(text: string) {
  const written = text.split("\n");
  const targets = new Map<string, string>();
  const notes = new Set<string>();
  const used = new Set<string>();
  const marks = new Set<string>();
  for (const [index, line] of linesWithoutCode(text).entries()) {
    const label = definition.exec(line)?.[1];
    if (label !== undefined && !targets.has(labelOf(label))) targets.set(labelOf(label), (written[index] ?? "").trim());
    const noted = note.exec(line)?.[1];
    if (noted !== undefined) notes.add(noted.toLowerCase());
    if (label !== undefined) continue;
    for (const name of labelsIn(line)) used.add(name);
    for (const [, name = ""] of line.replace(note, "").matchAll(noteMark)) marks.add(name.toLowerCase());
  }
  return { targets, notes, used, marks };
}

type Read = ReturnType<typeof read>;

const isMissing = (own: Read, other: Read) => (label: string) => !own.targets.has(label) && other.targets.has(label);

function withTargets(text: string, own: Read, other: Read): string {
  const missing = isMissing(own, other);
  const lines = [...other.targets].filter(([label]) => own.used.has(label) && missing(label)).map(([, line]) => line);
  if (lines.length === 0) return text;
  const isLast = definition.test(text.slice(text.lastIndexOf("\n") + 1));
  return `${text}${isLast ? "\n" : "\n\n"}${lines.join("\n")}`;
}

interface Carried extends Parts {
  /** Labels of notes that are marked on one side of the line and defined on the other, in the order of their marks. */
  notesMissing: string[];
  /** Labels of the free part whose targets are in the paid part. */
  targetsMissing: string[];
  /** Labels of the paid part whose targets were carried down. */
  targetsCarried: string[];
}

export function carryTargets({ preview, content }: Parts): Carried {
  const [free, paid] = [read(preview), read(content)];
  const missing = (own: Read, other: Read) => [...own.marks].filter((mark) => !own.notes.has(mark) && other.notes.has(mark));
  return {
    preview,
    content: withTargets(content, paid, free),
    notesMissing: [...new Set([...missing(free, paid), ...missing(paid, free)])],
    targetsMissing: [...free.used].filter(isMissing(free, paid)),
    targetsCarried: [...paid.used].filter(isMissing(paid, free)),
  };
}
