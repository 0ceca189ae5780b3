// The author's Markdown style (bullets, emphasis, fences…), detected from the existing text and used for new text.
import type { Nodes, Root } from "mdast";
import type { Options } from "mdast-util-to-markdown";
import { visit } from "unist-util-visit";

type Written = Required<Pick<Options, "bullet" | "bulletOrdered" | "emphasis" | "strong" | "fence" | "rule" | "setext">>;
export type MarkdownStyle = { [K in keyof Written]: NonNullable<Written[K]> };

const usual = { bullet: "-", bulletOrdered: ".", emphasis: "_", strong: "*", fence: "`", rule: "-", setext: false } as const;

const signs: Partial<Record<Nodes["type"], [key: keyof MarkdownStyle, sign: RegExp]>> = {
  emphasis: ["emphasis", /^[*_]/],
  strong: ["strong", /^[*_]/],
  thematicBreak: ["rule", /^[*_-]/],
  code: ["fence", /^[`~]/],
};

/** The style option that one node reveals. */
function trait(node: Nodes, written: string): Partial<Record<keyof MarkdownStyle, unknown>> {
  if (node.type === "heading") return node.depth < 3 ? { setext: !written.startsWith("#") } : {};
  if (node.type === "list") {
    const sign = /^(?:\d+)?([-+*.)])/.exec(written)?.[1];
    return sign ? { [node.ordered ? "bulletOrdered" : "bullet"]: sign } : {};
  }
  const [key, pattern] = signs[node.type] ?? [];
  const sign = pattern?.exec(written)?.[0];
  return key && sign ? { [key]: sign } : {};
}

/** Detects the style; the first node of each kind decides. */
export function detectStyle(tree: Root, text: string): MarkdownStyle {
  let seen: Partial<Record<keyof MarkdownStyle, unknown>> = {};
  visit(tree, (node) => {
    const at = node.position?.start.offset ?? 0;
    seen = { ...trait(node, text.slice(at, at + 12)), ...seen };
  });
  return { ...usual, ...seen } as MarkdownStyle;
}
