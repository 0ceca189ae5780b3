// How an author writes Markdown, read from what is there already: what is new is written in the same hand.
import type { Nodes, Root } from "mdast";
import type { Options } from "mdast-util-to-markdown";
import { visit } from "unist-util-visit";

type Written = Required<Pick<Options, "bullet" | "bulletOrdered" | "emphasis" | "strong" | "fence" | "rule" | "setext">>;
export type Hand = { [K in keyof Written]: NonNullable<Written[K]> };

const usual = { bullet: "-", bulletOrdered: ".", emphasis: "_", strong: "*", fence: "`", rule: "-", setext: false } as const;

const signs: Partial<Record<Nodes["type"], [key: keyof Hand, sign: RegExp]>> = {
  emphasis: ["emphasis", /^[*_]/],
  strong: ["strong", /^[*_]/],
  thematicBreak: ["rule", /^[*_-]/],
  code: ["fence", /^[`~]/],
};

/** What one node shows: a key of the hand, and what stands in the text. */
function trait(node: Nodes, written: string): Partial<Record<keyof Hand, unknown>> {
  if (node.type === "heading") return node.depth < 3 ? { setext: !written.startsWith("#") } : {};
  if (node.type === "list") {
    const sign = /^(?:\d+)?([-+*.)])/.exec(written)?.[1];
    return sign ? { [node.ordered ? "bulletOrdered" : "bullet"]: sign } : {};
  }
  const [key, pattern] = signs[node.type] ?? [];
  const sign = pattern?.exec(written)?.[0];
  return key && sign ? { [key]: sign } : {};
}

/** The first of each kind decides. */
export function handOf(tree: Root, text: string): Hand {
  let seen: Partial<Record<keyof Hand, unknown>> = {};
  visit(tree, (node) => {
    const at = node.position?.start.offset ?? 0;
    seen = { ...trait(node, text.slice(at, at + 12)), ...seen };
  });
  return { ...usual, ...seen } as Hand;
}
