// What the marks of emphasis can enclose. Markdown ignores emphasis that begins or ends with a space, and between a letter of a script
// that is written with spaces and punctuation (`word**"so"**`). Japanese, Chinese and Korean letters and punctuation may stand anywhere.
import type { JSONContent } from "@tiptap/core";
import { classifyCharacter, isCjkOrIvs, isNonCjkPunctuation, isUnicodeWhitespace } from "micromark-extension-cjk-friendly-util";

export type Inline = JSONContent & { marks?: { type: string; attrs?: Record<string, unknown> }[] };

export const hasCode = ({ marks }: Inline) => marks?.some(({ type }) => type === "code") ?? false;

type Test = (character: string) => boolean;

const kindOf = (character: string) => classifyCharacter(character.codePointAt(0) ?? null);
const isBlank: Test = (character) => character === " " || character === "\t";
const isSpace: Test = (character) => isUnicodeWhitespace(kindOf(character));
const isMark: Test = (character) => isSpace(character) || isNonCjkPunctuation(kindOf(character));
const isSpacedLetter: Test = (character) => character !== "" && !isMark(character) && !isCjkOrIvs(kindOf(character));

/** Begins and ends with signs of its own, which are punctuation. */
const isSigned = (node: Inline) => node.type !== "text" || (node.marks?.length ?? 0) > 0;

interface Edge {
  side: "start" | "end";
  test: Test;
  /** Whether nodes that have signs of their own belong to it. */
  takes: (node: Inline) => boolean;
}

/** How many nodes, and how many characters of the next one, belong to the edge. */
function measure(run: Inline[], { side, test, takes }: Edge): [nodes: number, characters: number] {
  const ordered = side === "start" ? run : [...run].reverse();
  for (const [nodes, node] of ordered.entries()) {
    if (takes(node)) continue;
    if (node.type !== "text" || hasCode(node)) return [nodes, 0];
    const letters = [...(node.text ?? "")];
    const end = side === "start" ? letters.findIndex((each) => !test(each)) : letters.findLastIndex((each) => !test(each));
    if (end === -1) continue;
    const passed = side === "start" ? letters.slice(0, end) : letters.slice(end + 1);
    return [nodes, passed.join("").length];
  }
  return [ordered.length, 0];
}

const part = (node: Inline, from: number, to?: number): Inline[] => {
  const text = (node.text ?? "").slice(from, to);
  return text ? [{ ...node, text }] : [];
};

function cut(run: Inline[], edge: Edge): [edge: Inline[], rest: Inline[]] {
  const [nodes, characters] = measure(run, edge);
  if (edge.side === "start") {
    const [next, ...rest] = run.slice(nodes);
    if (!next || characters === 0) return [run.slice(0, nodes), run.slice(nodes)];
    return [
      [...run.slice(0, nodes), ...part(next, 0, characters)],
      [...part(next, characters), ...rest],
    ];
  }
  const kept = run.slice(0, run.length - nodes);
  const whole = run.slice(run.length - nodes);
  const last = kept.at(-1);
  if (!last || characters === 0) return [whole, kept];
  const at = (last.text ?? "").length - characters;
  return [
    [...part(last, at), ...whole],
    [...kept.slice(0, -1), ...part(last, 0, at)],
  ];
}

const nothing = () => false;

/** One end of a run: its spaces, or beside a spaced letter all that no mark can enclose there. */
function pareSide(run: Inline[], side: Edge["side"], beside: string): [edge: Inline[], rest: Inline[]] {
  const spaces: Edge = { side, test: isSpace, takes: nothing };
  const [found] = cut(run, spaces);
  const isTight = isSpacedLetter(beside) && found.length === 0;
  return cut(run, isTight ? { side, test: isMark, takes: isSigned } : spaces);
}

/** A run without what cannot stand at its ends, and that by itself. `around`: the characters beside it. */
export function pare(run: Inline[], type: string, around: { before: string; after: string }): [Inline[], Inline[], Inline[]] {
  if (type === "link") {
    const [before, rest] = cut(run, { side: "start", test: isBlank, takes: nothing });
    const [after, inner] = cut(rest, { side: "end", test: isBlank, takes: nothing });
    return [before, inner, after];
  }
  const [before, rest] = pareSide(run, "start", around.before);
  const [after, inner] = pareSide(rest, "end", around.after);
  return [before, inner, after];
}

/** A line without spaces at its ends, where Markdown ignores them. */
export function pareLine(line: Inline[]): Inline[] {
  const [, rest] = cut(line, { side: "start", test: isBlank, takes: nothing });
  return cut(rest, { side: "end", test: isBlank, takes: nothing })[1];
}

export function firstCharacter(node: Inline | undefined): string {
  if (node?.type !== "text" || node.marks?.length) return "";
  return [...(node.text ?? "")].at(0) ?? "";
}
