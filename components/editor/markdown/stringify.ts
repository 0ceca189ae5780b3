// Serialises one editor block to Markdown in the author's style.
import type { JSONContent } from "@tiptap/core";
import type { RootContent } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import { cjkFriendlyToMarkdown } from "mdast-util-to-markdown-cjk-friendly";
import { cjkFriendlyGfmStrikethroughToMarkdown } from "mdast-util-to-markdown-cjk-friendly-gfm-strikethrough";
import type { MarkdownStyle } from "./style";
import { toMdast } from "./to-mdast";

const extensions = [gfmToMarkdown(), cjkFriendlyToMarkdown(), cjkFriendlyGfmStrikethroughToMarkdown()];
const reference = /&#x[0-9A-F]+;/;

function write(node: RootContent, style: MarkdownStyle): string {
  const options = { ...style, listItemIndent: "one", fences: true, extensions } as const;
  return toMarkdown({ type: "root", children: [node] }, options).replace(/\n$/, "");
}

const otherSigns = [
  { emphasis: "*", strong: "*" },
  { emphasis: "*", strong: "_" },
  { emphasis: "_", strong: "*" },
] as const;

/** Where the author's signs do not work, inside words say, the library writes letters as references: other signs need none. */
export function stringify(node: RootContent, style: MarkdownStyle): string {
  const written = write(node, style);
  if (!reference.test(written)) return written;
  const others = otherSigns.map((signs) => write(node, { ...style, ...signs }));
  return others.find((other) => !reference.test(other)) ?? written;
}

/** Equal keys mean equal Markdown; "" is a block without output. */
export function keyOf(json: JSONContent): string {
  const node = toMdast(json);
  return node ? JSON.stringify(node) : "";
}
