// One block of the editor as Markdown, in the author's hand.
import type { JSONContent } from "@tiptap/core";
import type { RootContent } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import type { Hand } from "./style";
import { toMdast } from "./to-mdast";

const extensions = [gfmToMarkdown()];

export function stringify(node: RootContent, hand: Hand): string {
  const options = { ...hand, listItemIndent: "one", fences: true, extensions } as const;
  return toMarkdown({ type: "root", children: [node] }, options).replace(/\n$/, "");
}

/** Equal keys mean equal Markdown; "" is a block that leaves nothing on paper. */
export function keyOf(json: JSONContent): string {
  const node = toMdast(json);
  return node ? JSON.stringify(node) : "";
}
