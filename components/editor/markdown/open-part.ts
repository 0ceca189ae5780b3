// Parses Markdown into editor blocks. A block that would not round-trip stays a source block.
import type { JSONContent } from "@tiptap/core";
import { fromMdast, Inexpressible } from "./from-mdast";
import { type SourceBlock, type SourceText, splitBlocks } from "./source-blocks";
import { keyOf, stringify } from "./stringify";
import { detectStyle, type MarkdownStyle } from "./style";
import { toMdast } from "./to-mdast";

/** A block of the original text, and its position. */
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
  style: MarkdownStyle;
}

const sourceBlock = (source: string): JSONContent => ({
  type: "sourceBlock",
  ...(source ? { content: [{ type: "text", text: source }] } : {}),
});

/** Parses `markdown` as a single block; its footnotes count as defined. */
function readAlone(markdown: string): JSONContent | undefined {
  const notes = [...new Set([...markdown.matchAll(/\[\^([^\]\s]+)\](?!:)/g)].map(([, label]) => `[^${label}]: x`))];
  const { blocks, definitions } = splitBlocks([markdown, ...notes].join("\n\n"));
  return blocks.length === 1 + notes.length && blocks[0] ? fromMdast(blocks[0].node, definitions) : undefined;
}

/** True if the block round-trips through Markdown. */
function survives(json: JSONContent, style: MarkdownStyle): boolean {
  const node = toMdast(json);
  if (!node) return false;
  const again = readAlone(stringify(node, style));
  return again !== undefined && keyOf(again) === JSON.stringify(node);
}

function openBlock({ node, source }: SourceBlock, definitions: SourceText["definitions"], style: MarkdownStyle): JSONContent {
  try {
    const json = fromMdast(node, definitions);
    return survives(json, style) ? json : sourceBlock(source);
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
  const style = detectStyle(tree, text);
  const part: Part = { text, origins: [], after, style };
  part.origins = blocks.map((block, index) => {
    const json = openBlock(block, definitions, style);
    return { part, index, source: block.source, before: block.before, json, key: keyOfBlock(json) };
  });
  return part;
}
