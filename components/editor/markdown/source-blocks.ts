// A Markdown text, read by the parser that readers' pages use, as its top-level blocks, each with its own lines.
// Concatenating `before` + `source` of every block and `after` gives the exact text.
import type { Definition, Root, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { visit } from "unist-util-visit";
import { besideJapaneseMarks } from "@/lib/markdown/dialect";

export interface SourceBlock {
  node: RootContent;
  /** Whole lines, without the last line's end. */
  source: string;
  /** Whitespace between the previous block and this one. */
  before: string;
  /** Where `source` begins in the text. */
  start: number;
}

export interface SourceText {
  tree: Root;
  blocks: SourceBlock[];
  after: string;
  /** Targets of reference links, by identifier; the first of a name counts. */
  definitions: Map<string, Definition>;
}

const options = { extensions: [gfm(), ...besideJapaneseMarks()], mdastExtensions: [gfmFromMarkdown()] };

function definitionsOf(tree: Root): Map<string, Definition> {
  const found = new Map<string, Definition>();
  visit(tree, "definition", (definition) => {
    if (!found.has(definition.identifier)) found.set(definition.identifier, definition);
  });
  return found;
}

const isLineEnd = (character: string | undefined) => character === "\n" || character === "\r";

/** The lines that a node stands on. */
function linesOf(text: string, { position }: RootContent): [start: number, end: number] {
  let start = position?.start.offset ?? 0;
  let end = position?.end.offset ?? text.length;
  while (start > 0 && !isLineEnd(text[start - 1])) start--;
  while (end < text.length && !isLineEnd(text[end])) end++;
  return [start, end];
}

/** A text whose blocks share lines becomes one HTML block. */
function asOneBlock(text: string): SourceText {
  const node: RootContent = { type: "html", value: text };
  const tree: Root = { type: "root", children: [node] };
  return { tree, blocks: [{ node, source: text, before: "", start: 0 }], after: "", definitions: new Map() };
}

export function splitBlocks(text: string): SourceText {
  const tree = fromMarkdown(text, options);
  const blocks: SourceBlock[] = [];
  let seen = 0;
  for (const node of tree.children) {
    const [start, end] = linesOf(text, node);
    const before = text.slice(seen, start);
    if (start < seen || (blocks.length > 0 && !/[\n\r]/.test(before)) || before.trim() !== "") return asOneBlock(text);
    blocks.push({ node, source: text.slice(start, end), before, start });
    seen = end;
  }
  const after = text.slice(seen);
  return after.trim() === "" ? { tree, blocks, after, definitions: definitionsOf(tree) } : asOneBlock(text);
}
