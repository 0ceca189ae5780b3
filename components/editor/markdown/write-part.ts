// Serialises blocks to Markdown. Unchanged blocks keep their exact source and spacing; new or changed ones are written in the author's
// style. The result is parsed again, and blocks that do not round-trip are rewritten with more separation.
import type { JSONContent } from "@tiptap/core";
import { fromMdast } from "./from-mdast";
import { keyOfBlock, type Origin, type Part, sourceOf } from "./open-part";
import { type SourceText, splitBlocks } from "./source-blocks";
import { stringify } from "./stringify";
import type { MarkdownStyle } from "./style";
import { toMdast } from "./to-mdast";

/** An editor block, with its original if it is unchanged. */
export interface WrittenBlock {
  json: JSONContent;
  key: string;
  origin: Origin | undefined;
}

interface Chunk extends WrittenBlock {
  /** Escalation level: 0 original spacing, 1 blank line before, 2 serialised anew, 3 separated by a comment. */
  level: number;
  before: string;
  /** Offsets, set by `assemble`. */
  start: number;
  end: number;
}

const levelMax = 3;
const roundsMax = 8;
const blankLine = "\n\n";
const apart = "\n\n<!-- -->\n\n";

/**
 * Where the original `place` of each block is: its own if it has one. Between two blocks that kept theirs, as many new blocks
 * as are missing take the missing places, so that the distances around a changed block stay as they were.
 */
function placesOf(blocks: WrittenBlock[], part: Part): (number | undefined)[] {
  const places = blocks.map(({ origin }) => (origin?.part === part ? origin.index : undefined));
  let from = -1;
  for (let at = 0; at <= places.length; at++) {
    const place = at === places.length ? part.origins.length : places[at];
    if (place === undefined) continue;
    const previous = from < 0 ? -1 : (places[from] ?? -1);
    if (place - previous === at - from) for (let gap = from + 1; gap < at; gap++) places[gap] = previous + gap - from;
    from = at;
  }
  return places;
}

function distances(blocks: WrittenBlock[], part: Part): string[] {
  const places = placesOf(blocks, part);
  return blocks.map(({ origin }, at) => {
    const place = places[at];
    if (at === 0) return part.origins[0]?.before ?? "";
    if (place !== undefined && places[at - 1] === place - 1) return part.origins[place]?.before ?? blankLine;
    // Adjacent blocks moved from the other part keep their spacing.
    const previous = blocks[at - 1]?.origin;
    return origin && previous?.part === origin.part && previous.index === origin.index - 1 ? origin.before : blankLine;
  });
}

const signOf = (text: string | undefined) => (text === undefined ? undefined : /^ {0,3}(?:\d{1,9})?([-+*.)])/.exec(text)?.[1]);

/** Adjacent lists need different markers, or Markdown merges them. */
function listStyle({ json }: Chunk, neighbours: (string | undefined)[], { style }: Part): MarkdownStyle {
  const taken = neighbours.map(signOf);
  const free = <T extends string>(own: T, all: T[]) => [own, ...all].find((sign) => !taken.includes(sign)) ?? own;
  if (json.type === "orderedList") return { ...style, bulletOrdered: free(style.bulletOrdered, [".", ")"]) };
  return { ...style, bullet: free(style.bullet, ["-", "*", "+"]) };
}

function textOf(chunk: Chunk, neighbours: (string | undefined)[], part: Part): string {
  const { json, origin, level } = chunk;
  if (origin && level < 2) return origin.source;
  if (json.type === "sourceBlock") return sourceOf(json);
  const node = toMdast(json);
  if (!node) return "";
  return stringify(node, node.type === "list" ? listStyle(chunk, neighbours, part) : part.style);
}

function distanceOf({ level, before }: Chunk, at: number): string {
  if (at === 0 || level === 0) return before;
  return level < levelMax ? blankLine : apart;
}

function assemble(chunks: Chunk[], part: Part): string {
  let text = "";
  let previous: string | undefined;
  for (const [at, chunk] of chunks.entries()) {
    text += distanceOf(chunk, at);
    chunk.start = text.length;
    previous = textOf(chunk, [previous, chunks[at + 1]?.origin?.source], part);
    text += previous;
    chunk.end = text.length;
  }
  return chunks.length ? text + part.after : "";
}

function keyOfSource(block: SourceText["blocks"][number], definitions: SourceText["definitions"]): string | undefined {
  try {
    return keyOfBlock(fromMdast(block.node, definitions));
  } catch {
    return undefined;
  }
}

/** Whether a block defines something that others reference: a link target or a footnote. */
function defines({ json }: { json: JSONContent }): boolean {
  return json.type === "footnoteDefinition" || (json.type === "sourceBlock" && sourceOf(json).includes("]:"));
}

/** Unchanged, and still after its original predecessor. */
function isSettled(chunks: Chunk[], at: number): boolean {
  const chunk = chunks[at];
  const previous = chunks[at - 1]?.origin;
  if (!chunk) return true;
  if (!chunk.origin || chunk.level > 0) return false;
  return at === 0 ? chunk.origin.index === 0 : previous?.part === chunk.origin.part && previous.index === chunk.origin.index - 1;
}

/** The runs to parse again: changed blocks with their neighbours, or all blocks if a definition was removed. */
function runsToVerify(chunks: Chunk[], part: Part): Chunk[][] {
  const present = new Set(chunks.map(({ origin }) => origin));
  if (part.origins.some((origin) => defines(origin) && !present.has(origin))) return [chunks];
  return rowsOf(chunks, (at) => [at - 1, at, at + 1].some((near) => !isSettled(chunks, near)));
}

/** Runs of adjacent chunks that satisfy `is`. */
function rowsOf(chunks: Chunk[], is: (at: number) => boolean): Chunk[][] {
  const rows: Chunk[][] = [[]];
  for (const [at, chunk] of chunks.entries()) {
    if (is(at)) rows.at(-1)?.push(chunk);
    else rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

/** The chunks of a run that do not round-trip, parsed with the definitions of other runs. */
function mismatchesIn(row: Chunk[], text: string, chunks: Chunk[]): Chunk[] {
  const elsewhere = chunks
    .filter((chunk) => defines(chunk) && !row.includes(chunk))
    .map(({ start, end }) => text.slice(start, end))
    .filter((source) => /^ {0,3}\[/.test(source));
  const preface = elsewhere.map((source) => source + blankLine).join("");
  const from = row[0]?.start ?? 0;
  const { blocks, definitions } = splitBlocks(preface + text.slice(from, row.at(-1)?.end));
  const shift = from - preface.length;
  return row.filter(({ start, end, json, key }) => {
    const inside = blocks.filter((block) => block.start + shift < end && block.start + shift + block.source.length > start);
    const [first, last] = [inside[0], inside.at(-1)];
    if (!first || !last || first.start + shift !== start || last.start + shift + last.source.length !== end) return true;
    if (json.type === "sourceBlock") return false;
    return inside.length !== 1 || keyOfSource(first, definitions) !== key;
  });
}

/** Escalates spacing first, then serialises original blocks anew (the first of a run last), then separates all but the first. */
function escalate(wrong: Set<Chunk>, chunks: Chunk[]): void {
  for (const row of rowsOf(chunks, (at) => wrong.has(chunks[at] as Chunk))) {
    const later = row.slice(row.length > 1 ? 1 : 0);
    const [near, kept, first] = [
      row.filter(({ level }) => level === 0),
      later.filter(({ origin, level }) => origin && level === 1),
      row.filter(({ origin, level }) => origin && level === 1),
    ];
    const next = [near, kept, first].find((chosen) => chosen.length > 0) ?? later;
    for (const chunk of next) chunk.level = chunk.level === 1 && !chunk.origin ? levelMax : Math.min(chunk.level + 1, levelMax);
  }
}

export function writePart(blocks: WrittenBlock[], part: Part): string {
  const written = blocks.filter(({ key }) => key !== "" && key !== "source:");
  const before = distances(written, part);
  const chunks = written.map((block, at): Chunk => ({ ...block, level: 0, before: before[at] ?? "", start: 0, end: 0 }));
  if (chunks.length === part.origins.length && chunks.every(({ origin }, at) => origin === part.origins[at])) return part.text;
  for (let round = 0; round < roundsMax; round++) {
    const text = assemble(chunks, part);
    const wrong = new Set(runsToVerify(chunks, part).flatMap((row) => mismatchesIn(row, text, chunks)));
    if (wrong.size === 0) return text;
    escalate(wrong, chunks);
  }
  // No level round-trips, for example with unclosed HTML in a source block: write it without separation comments.
  for (const chunk of chunks) chunk.level = Math.min(chunk.level, chunk.origin ? 1 : 2);
  return assemble(chunks, part);
}
