// A Markdown text as blocks that can be edited. What the editor could not give back as it is stays a block of source.
import type { JSONContent } from "@tiptap/core";
import { fromMdast, Inexpressible } from "./from-mdast";
import { type SourceBlock, type SourceText, splitBlocks } from "./source-blocks";
import { keyOf, stringify } from "./stringify";
import { type Hand, handOf } from "./style";
import { toMdast } from "./to-mdast";

/** A block of the text as it was opened, and where it stood. */
export interface Origin {
  part: Part;
  index: number;
  source: string;
  before: string;
  json: JSONContent;
  key: string;
}

export interface Part {
  text: string;
  origins: Origin[];
  after: string;
  hand: Hand;
}

const sourceBlock = (source: string): JSONContent => ({
  type: "sourceBlock",
  ...(source ? { content: [{ type: "text", text: source }] } : {}),
});

/** The block that `markdown` is by itself; its footnotes are taken as known. */
function readAlone(markdown: string): JSONContent | undefined {
  const notes = [...new Set([...markdown.matchAll(/\[\^([^\]\s]+)\](?!:)/g)].map(([, label]) => `[^${label}]: x`))];
  const { blocks, definitions } = splitBlocks([markdown, ...notes].join("\n\n"));
  return blocks.length === 1 + notes.length && blocks[0] ? fromMdast(blocks[0].node, definitions) : undefined;
}

/** True if writing the block and reading it again gives the block. */
function survives(json: JSONContent, hand: Hand): boolean {
  const node = toMdast(json);
  if (!node) return false;
  const again = readAlone(stringify(node, hand));
  return again !== undefined && keyOf(again) === JSON.stringify(node);
}

function openBlock({ node, source }: SourceBlock, definitions: SourceText["definitions"], hand: Hand): JSONContent {
  try {
    const json = fromMdast(node, definitions);
    return survives(json, hand) ? json : sourceBlock(source);
  } catch (error) {
    if (error instanceof Inexpressible) return sourceBlock(source);
    throw error;
  }
}

export function keyOfBlock(json: JSONContent): string {
  return json.type === "sourceBlock" ? `source:${sourceOf(json)}` : keyOf(json);
}

export function sourceOf({ content = [] }: JSONContent): string {
  return content.map(({ text = "" }) => text).join("");
}

export function openPart(text: string): Part {
  const { tree, blocks, after, definitions } = splitBlocks(text);
  const hand = handOf(tree, text);
  const part: Part = { text, origins: [], after, hand };
  part.origins = blocks.map((block, index) => {
    const json = openBlock(block, definitions, hand);
    return { part, index, source: block.source, before: block.before, json, key: keyOfBlock(json) };
  });
  return part;
}
