// Serialises one editor block to Markdown in the author's style.
import type { JSONContent } from "@tiptap/core";
import type { RootContent } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import { cjkFriendlyToMarkdown } from "mdast-util-to-markdown-cjk-friendly";
import { cjkFriendlyGfmStrikethroughToMarkdown } from "mdast-util-to-markdown-cjk-friendly-gfm-strikethrough";
import { visit } from "unist-util-visit";
import type { MarkdownStyle } from "./style";
import { toMdast } from "./to-mdast";

/** Those that are written with the other sign first. */
const flipped = new WeakSet<object>();

/** What the library asks of a handler that writes signs around words; its types leave it out. */
interface AttentionHandle {
  attention?: (node: object, state: unknown) => { markers: string[] };
}

/** The extension, with a choice of sign for each emphasis. */
function withSigns(extension: ReturnType<typeof cjkFriendlyToMarkdown>): typeof extension {
  for (const handler of [extension.handlers?.emphasis, extension.handlers?.strong] as (AttentionHandle | undefined)[]) {
    const attention = handler?.attention;
    if (!handler || !attention) continue;
    handler.attention = (node, state) => {
      const info = attention(node, state);
      return flipped.has(node) ? { ...info, markers: [...info.markers].reverse() } : info;
    };
  }
  return extension;
}

const extensions = [gfmToMarkdown(), withSigns(cjkFriendlyToMarkdown()), cjkFriendlyGfmStrikethroughToMarkdown()];
const references = /&#x[0-9A-F]+;/g;
const countReferences = (text: string) => text.match(references)?.length ?? 0;

function write(node: RootContent, style: MarkdownStyle): string {
  const options = { ...style, listItemIndent: "one", fences: true, extensions } as const;
  return toMarkdown({ type: "root", children: [node] }, options).replace(/\n$/, "");
}

const otherSigns = [
  { emphasis: "*", strong: "*" },
  { emphasis: "*", strong: "_" },
  { emphasis: "_", strong: "*" },
] as const;

const FLIPS_MAX = 50;

/** Flips one sign after the other, as long as fewer letters are written as references. */
function writeFlipped(node: RootContent, style: MarkdownStyle): string {
  const emphases: object[] = [];
  visit(node, ["emphasis", "strong"], (each) => void emphases.push(each));
  for (const emphasis of emphases) flipped.delete(emphasis);
  let best = write(node, style);
  for (const emphasis of emphases.slice(0, FLIPS_MAX)) {
    if (countReferences(best) === 0) break;
    flipped.add(emphasis);
    const other = write(node, style);
    if (countReferences(other) < countReferences(best)) best = other;
    else flipped.delete(emphasis);
  }
  return best;
}

/** Where the author's signs do not work, inside words say, the library writes letters as references: other signs need none. */
export function stringify(node: RootContent, style: MarkdownStyle): string {
  const written = write(node, style);
  if (countReferences(written) === 0) return written;
  const styles = otherSigns.map((signs) => ({ ...style, ...signs }));
  for (const writeIn of [write, writeFlipped]) {
    const others = styles.map((other) => writeIn(node, other));
    const found = others.find((other) => countReferences(other) === 0);
    if (found !== undefined) return found;
  }
  return written;
}

/** Equal keys mean equal Markdown; "" is a block without output. */
export function keyOf(json: JSONContent): string {
  const node = toMdast(json);
  return node ? JSON.stringify(node) : "";
}
