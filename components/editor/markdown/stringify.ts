// Serialises one editor block to Markdown in the author's style.
import type { JSONContent } from "@tiptap/core";
import type { RootContent } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import type { MarkdownStyle } from "./style";
import { toMdast } from "./to-mdast";

const extensions = [gfmToMarkdown()];

export function stringify(node: RootContent, style: MarkdownStyle): string {
  const options = { ...style, listItemIndent: "one", fences: true, extensions } as const;
  return toMarkdown({ type: "root", children: [node] }, options).replace(/\n$/, "");
}

/** Equal keys mean equal Markdown; "" is a block without output. */
export function keyOf(json: JSONContent): string {
  const node = toMdast(json);
  return node ? JSON.stringify(node) : "";
}
