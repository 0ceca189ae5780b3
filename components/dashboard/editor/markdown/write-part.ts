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

/** The chunks that the text does not say as they are. */
function misread(text: string, chunks: Chunk[]): Chunk[] {
  const { blocks, definitions } = splitBlocks(text);
  return chunks.filter(({ start, end, json, key }) => {
    const inside = blocks.filter((block) => block.start < end && block.start + block.source.length > start);
    const first = inside[0];
    const last = inside.at(-1);
    if (!first || !last || first.start !== start || last.start + last.source.length !== end) return true;
    if (json.type === "sourceBlock") return false;
    return inside.length !== 1 || keyOfSource(first, definitions) !== key;
  });
}

/** Distances first; then what is new before what was there; of blocks that were there, all but the first of each row. */
function takeMoreCare(wrong: Chunk[], chunks: Chunk[]): void {
  const rows: Chunk[][] = [];
  for (const chunk of wrong) {
    const row = rows.at(-1);
    if (row && chunks.indexOf(row.at(-1) as Chunk) === chunks.indexOf(chunk) - 1) row.push(chunk);
    else rows.push([chunk]);
  }
  for (const row of rows) {
    const near = row.filter(({ care }) => care === 0);
    const fresh = row.filter(({ origin, care }) => !origin && care < careMax);
    const later = row.slice(row.length > 1 ? 1 : 0).filter(({ care }) => care < careMax);
    const next = [near, fresh, later, row].find((chosen) => chosen.length > 0) ?? [];
    for (const chunk of next) chunk.care++;
  }
}

export function writePart(blocks: WrittenBlock[], part: Part): string {
  const inked = blocks.filter(({ key }) => key !== "" && key !== "source:");
  const before = distances(inked, part);
  const chunks = inked.map((block, at): Chunk => ({ ...block, care: 0, before: before[at] ?? "", start: 0, end: 0 }));
  if (chunks.length === part.origins.length && chunks.every(({ origin }, at) => origin === part.origins[at])) return part.text;
  for (let round = 0; round < roundsMax; round++) {
    const text = assemble(chunks, part);
    const wrong = misread(text, chunks);
    if (wrong.length === 0) return text;
    takeMoreCare(wrong, chunks);
  }
  // No care helps, as when a block of source opens what it does not close: it is written plainly.
  for (const chunk of chunks) chunk.care = Math.min(chunk.care, chunk.origin ? 1 : 2);
  return assemble(chunks, part);
}
