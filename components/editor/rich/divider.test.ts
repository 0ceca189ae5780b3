import { getSchema } from "@tiptap/core";
import { history, undo } from "@tiptap/pm/history";
import { type Node, Slice } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextDocument } from "../markdown/text-document";
import { dividerIndex, keepOneDivider } from "./divider";
import { schemaExtensions } from "./schema";

const schema = getSchema(schemaExtensions);
const preview = "One.\n\n- two\n- three\n\n> four";
const content = "## Five\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nSix.";

function open(): EditorState {
  const doc = schema.nodeFromJSON(new TextDocument({ preview, content }).json);
  return EditorState.create({ doc, schema, plugins: [keepOneDivider(), history()] });
}

const dividers = (doc: Node) => doc.children.filter((node) => node.type.name === "paidDivider").length;

describe("the divider", () => {
  it("is there once, with room on both sides, whatever is cut, pasted over or taken back", () => {
    const edit = fc.record({ kind: fc.constantFrom("delete", "type", "paste", "undo"), from: fc.nat(), to: fc.nat() });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        let state = open();
        for (const { kind, from, to } of edits) {
          const size = state.doc.content.size + 1;
          const [start, end] = [from % size, to % size].sort((a, b) => a - b) as [number, number];
          if (kind === "undo") undo(state, (tr) => (state = state.apply(tr)));
          else if (kind === "delete") state = state.apply(state.tr.deleteRange(start, end));
          else if (kind === "type")
            state = state.apply(state.tr.replaceRangeWith(start, end, schema.nodes.paragraph?.create() as Node));
          else state = state.apply(state.tr.replaceRange(start, end, new Slice(open().doc.content, 0, 0)));
          state.doc.check();
          expect(dividers(state.doc)).toBe(1);
          expect(dividerIndex(state.doc)).toBeGreaterThan(0);
          expect(dividerIndex(state.doc)).toBeLessThan(state.doc.childCount - 1);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("stays between its parts when both are emptied, and comes back with them", () => {
    const state = open();
    const emptied = state.apply(state.tr.delete(0, state.doc.content.size));
    expect(emptied.doc.children.map(({ type }) => type.name)).toEqual(["paragraph", "paidDivider", "paragraph"]);
    let back = emptied;
    undo(emptied, (tr) => (back = emptied.apply(tr)));
    expect(back.doc.eq(state.doc)).toBe(true);
  });

  it("is not doubled by text that holds one", () => {
    const state = open();
    const pasted = state.apply(state.tr.replaceRange(2, 2, new Slice(state.doc.content, 0, 0)));
    expect(dividers(pasted.doc)).toBe(1);
    expect(pasted.doc.lastChild?.textContent).toBe("Six.");
  });
});
