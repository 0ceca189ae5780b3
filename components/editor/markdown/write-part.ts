// Blocks back to a Markdown text. A block that is as it was opened keeps its source and its distance to its neighbours, to the letter;
// what is new or changed is written in the author's hand. Then the text is read again: where it would not say the same, the
// blocks in question are written more carefully.
import type { JSONContent } from "@tiptap/core";
import { fromMdast } from "./from-mdast";
import { keyOfBlock, type Origin, type Part, sourceOf } from "./open-part";
import { type SourceText, splitBlocks } from "./source-blocks";
import { stringify } from "./stringify";
import type { Hand } from "./style";
import { toMdast } from "./to-mdast";

/** A block of the editor, with the source it still has. */
export interface WrittenBlock {
  json: JSONContent;
  key: string;
  origin: Origin | undefined;
}

interface Chunk extends WrittenBlock {
  /** How careful: 0 as it was, 1 with a blank line before it, 2 written anew, 3 kept apart from the block before by a comment. */
  care: number;
  before: string;
  /** Set while a text is put together. */
  start: number;
  end: number;
}

const careMax = 3;
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
    // A block that came over from the other part brings the distance to the neighbour that came with it.
    const previous = blocks[at - 1]?.origin;
    return origin && previous?.part === origin.part && previous.index === origin.index - 1 ? origin.before : blankLine;
  });
}

const signOf = (text: string | undefined) => (text === undefined ? undefined : /^ {0,3}(?:\d{1,9})?([-+*.)])/.exec(text)?.[1]);

/** Lists side by side need different signs, or they become one. */
function handFor({ json }: Chunk, neighbours: (string | undefined)[], { hand }: Part): Hand {
  const taken = neighbours.map(signOf);
  const free = <T extends string>(own: T, all: T[]) => [own, ...all].find((sign) => !taken.includes(sign)) ?? own;
  if (json.type === "orderedList") return { ...hand, bulletOrdered: free(hand.bulletOrdered, [".", ")"]) };
  return { ...hand, bullet: free(hand.bullet, ["-", "*", "+"]) };
}

function textOf(chunk: Chunk, neighbours: (string | undefined)[], part: Part): string {
  const { json, origin, care } = chunk;
  if (origin && care < 2) return origin.source;
  if (json.type === "sourceBlock") return sourceOf(json);
  const node = toMdast(json);
  if (!node) return "";
  return stringify(node, node.type === "list" ? handFor(chunk, neighbours, part) : part.hand);
}

function distanceOf({ care, before }: Chunk, at: number): string {
  if (at === 0 || care === 0) return before;
  return care < careMax ? blankLine : apart;
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

/** A block that may give others their meaning, wherever they stand: the target of a link, the text of a note. */
function defines({ json }: { json: JSONContent }): boolean {
  return json.type === "footnoteDefinition" || (json.type === "sourceBlock" && sourceOf(json).includes("]:"));
}

/** As it was opened, behind the block it stood behind. */
function isSettled(chunks: Chunk[], at: number): boolean {
  const chunk = chunks[at];
  const previous = chunks[at - 1]?.origin;
  if (!chunk) return true;
  if (!chunk.origin || chunk.care > 0) return false;
  return at === 0 ? chunk.origin.index === 0 : previous?.part === chunk.origin.part && previous.index === chunk.origin.index - 1;
}

/** What must be read again: blocks that are not as they were, with a neighbour on each side. All of it, if a definition went. */
function doubtful(chunks: Chunk[], part: Part): Chunk[][] {
  const present = new Set(chunks.map(({ origin }) => origin));
  if (part.origins.some((origin) => defines(origin) && !present.has(origin))) return [chunks];
  return rowsOf(chunks, (at) => [at - 1, at, at + 1].some((near) => !isSettled(chunks, near)));
}

/** Neighbours of which `is` holds, together. */
function rowsOf(chunks: Chunk[], is: (at: number) => boolean): Chunk[][] {
  const rows: Chunk[][] = [[]];
  for (const [at, chunk] of chunks.entries()) {
    if (is(at)) rows.at(-1)?.push(chunk);
    else rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

/** The chunks of a row that the text does not say as they are. Definitions from elsewhere are read before it. */
function misreadIn(row: Chunk[], text: string, chunks: Chunk[]): Chunk[] {
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

/** Distances first; then blocks that were there are written anew, the first of a row last; then all but the first are set apart. */
function takeMoreCare(wrong: Set<Chunk>, chunks: Chunk[]): void {
  for (const row of rowsOf(chunks, (at) => wrong.has(chunks[at] as Chunk))) {
    const later = row.slice(row.length > 1 ? 1 : 0);
    const [near, kept, first] = [
      row.filter(({ care }) => care === 0),
      later.filter(({ origin, care }) => origin && care === 1),
      row.filter(({ origin, care }) => origin && care === 1),
    ];
    const next = [near, kept, first].find((chosen) => chosen.length > 0) ?? later;
    for (const chunk of next) chunk.care = chunk.care === 1 && !chunk.origin ? careMax : Math.min(chunk.care + 1, careMax);
  }
}

export function writePart(blocks: WrittenBlock[], part: Part): string {
  const inked = blocks.filter(({ key }) => key !== "" && key !== "source:");
  const before = distances(inked, part);
  const chunks = inked.map((block, at): Chunk => ({ ...block, care: 0, before: before[at] ?? "", start: 0, end: 0 }));
  if (chunks.length === part.origins.length && chunks.every(({ origin }, at) => origin === part.origins[at])) return part.text;
  for (let round = 0; round < roundsMax; round++) {
    const text = assemble(chunks, part);
    const wrong = new Set(doubtful(chunks, part).flatMap((row) => misreadIn(row, text, chunks)));
    if (wrong.size === 0) return text;
    takeMoreCare(wrong, chunks);
  }
  // No care helps, as when a block of source opens what it does not close: it is written plainly.
  for (const chunk of chunks) chunk.care = Math.min(chunk.care, chunk.origin ? 1 : 2);
  return assemble(chunks, part);
}
