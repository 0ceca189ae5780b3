// What an empty part asks for, in its first paragraph.
import type { Node } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { bordersOf, dividerIndex } from "./divider";

const isBlank = (node: Node) => node.type.name === "paragraph" && node.childCount === 0;

function hintsIn(doc: Node, { free, paid }: { free: string; paid: string }): Decoration[] {
  const divider = dividerIndex(doc);
  const borders = bordersOf(doc);
  const sides = [
    { from: 0, to: divider, hint: free },
    { from: divider + 1, to: doc.childCount, hint: paid },
  ];
  return sides.flatMap(({ from, to, hint }) => {
    const [start, end] = [borders[from], borders[from + 1]];
    if (start === undefined || end === undefined || !doc.children.slice(from, to).every(isBlank)) return [];
    return [Decoration.node(start, end, { class: "is-empty", "data-placeholder": hint })];
  });
}

export function placeholders(hints: { free: string; paid: string }): Plugin {
  return new Plugin({ props: { decorations: ({ doc }) => DecorationSet.create(doc, hintsIn(doc, hints)) } });
}
