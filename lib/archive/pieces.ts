// A Markdown text cut at its code and, on request, at Obsidian's comments: what begins first wins, so that backticks in a comment are no
// code and percent signs in code are no comment. One pass over the text; the pieces one after another are the text.

export interface Piece {
  kind: "prose" | "fence" | "span" | "comment";
  text: string;
  /** A comment that nothing ends: it goes on to the end of the text. */
  isOpen?: boolean;
}

const start = /^ {0,3}(?:(`{3,})[^`\n]*|(~{3,}).*)$|\\[\\`]|(`+)|(%%)/gm;
const fenceClosing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/gm;
/** A code span ends before a blank line, a fence, a heading, an HTML comment and the next item of a list, and with its heading. */
const blockEnd =
  /\n(?:[ \t>]*$| {0,3}(?:`{3,}|~{3,}|#{1,6}[ \t]|<!--)|[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t])|\n(?<=^ {0,3}#{1,6}[ \t].*\n)/gm;

/** Where the fence that was opened by `mark` ends. `from` is the end of its line. */
function fenceEnd(text: string, from: number, mark: string): number {
  const closings = new RegExp(fenceClosing);
  closings.lastIndex = from;
  for (let found = closings.exec(text); found; found = closings.exec(text)) {
    if (found[1]?.startsWith(mark)) return closings.lastIndex;
  }
  return text.length;
}

/** Finds where code spans end; asked from left to right, it passes over the text once. */
function spanEnds(text: string): (from: number, length: number) => number | undefined {
  const runs = new Map<number, number[]>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const same = runs.get(run.length);
    if (same) same.push(index);
    else runs.set(run.length, [index]);
  }
  for (const same of runs.values()) same.reverse();
  let block = -1;
  return (from, length) => {
    const same = runs.get(length) ?? [];
    while (same.length && (same.at(-1) ?? 0) < from) same.pop();
    if (block < from) {
      blockEnd.lastIndex = from;
      block = blockEnd.exec(text)?.index ?? text.length;
    }
    const end = same.at(-1);
    return end !== undefined && end < block ? end + length : undefined;
  };
}

function commentEnd(text: string, from: number): { end: number; isOpen?: boolean } {
  const end = text.indexOf("%%", from);
  return end < 0 ? { end: text.length, isOpen: true } : { end: end + 2 };
}

export function piecesOf(text: string, hasComments: boolean): Piece[] {
  const pieces: Piece[] = [];
  const spanEnd = spanEnds(text);
  let from = 0;
  const add = (kind: Piece["kind"], index: number, end: number, isOpen = false) => {
    if (index > from) pieces.push({ kind: "prose", text: text.slice(from, index) });
    pieces.push({ kind, text: text.slice(index, end), isOpen });
    from = end;
  };
  const starts = new RegExp(start);
  for (let found = starts.exec(text); found; found = starts.exec(text)) {
    const [, ticks, tildes, run, percents] = found;
    const fence = ticks ?? tildes;
    if (fence) add("fence", found.index, fenceEnd(text, starts.lastIndex, fence));
    else if (run) {
      const end = spanEnd(starts.lastIndex, run.length);
      if (end !== undefined) add("span", found.index, end);
    } else if (percents && hasComments) {
      const { end, isOpen } = commentEnd(text, starts.lastIndex);
      add("comment", found.index, end, isOpen);
    }
    starts.lastIndex = Math.max(from, starts.lastIndex);
  }
  if (from < text.length) pieces.push({ kind: "prose", text: text.slice(from) });
  return pieces;
}

/** As many lines as the text has, each sign where it was: fenced code is left out, and the brackets that are code. */
export function linesWithoutCode(text: string): string[] {
  const shown = piecesOf(text, false).map(({ kind, text: piece }) => {
    if (kind === "fence") return piece.replace(/[^\n]+/g, "");
    return kind === "span" ? piece.replace(/[[\]<]/g, " ") : piece;
  });
  return shown.join("").split("\n");
}
