import { getSchema } from "@tiptap/core";
import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { EditorState, NodeSelection, TextSelection } from "@tiptap/pm/state";
import { describe, expect, it } from "vitest";
import { TextDocument } from "../markdown/text-document";
import { keepOneDivider } from "./divider";
import { schemaExtensions } from "./schema";
import { keepCursorInPart } from "./stay-in-part";

const schema = getSchema(schemaExtensions);
const paragraph = (text: string) => schema.node("paragraph", null, schema.text(text));
const figure = schema.node("figure", { src: "https://a.example/a.png" });
const rule = schema.node("horizontalRule");

/** Pastes as the editor does, with the cursor behind the last letter of `words`, and writes on. */
function pasteBehind(words: string, texts: { preview: string; content: string }, nodes: Node[]): string[] {
  const doc = schema.nodeFromJSON(new TextDocument(texts).json);
  let state = EditorState.create({ doc, schema, plugins: [keepOneDivider(), keepCursorInPart()] });
  doc.descendants((node, position) => {
    if (node.type.name !== "paragraph" || node.textContent !== words) return;
    state = state.apply(state.tr.setSelection(TextSelection.create(doc, position + 1 + words.length)));
  });
  state = state.apply(state.tr.replaceSelection(Slice.maxOpen(Fragment.from(nodes))).setMeta("paste", true));
  state = state.apply(state.tr.insertText("NEXT"));
  state.doc.check();
  return state.doc.children.map((node) => node.textContent || node.type.name);
}

it("what is written after a picture that ended its part is deleted stands in that part", () => {
  const doc = schema.node("doc", null, [paragraph("Free."), figure, schema.node("paidDivider"), paragraph("Paid.")]);
  let state = EditorState.create({ doc, schema, plugins: [keepOneDivider(), keepCursorInPart()] });
  state = state.apply(state.tr.setSelection(NodeSelection.create(doc, doc.firstChild?.nodeSize ?? 0)));
  state = state.apply(state.tr.deleteSelection());
  state = state.apply(state.tr.insertText(" NEXT"));
  expect(state.doc.children.map((node) => node.textContent)).toEqual(["Free. NEXT", "", "Paid."]);
});

describe("what is written after a paste", () => {
  const texts = { preview: "Free.", content: "Paid." };
  it.each([
    ["a picture", "figure", figure],
    ["a rule", "horizontalRule", rule],
  ])("that ends with %s stands behind it, in the same part", (_name, name, node) => {
    const pasted = [paragraph("Words"), node];
    expect(pasteBehind("Free.", texts, pasted)).toEqual(["Free.Words", name, "NEXT", "paidDivider", "Paid."]);
    expect(pasteBehind("Paid.", texts, pasted)).toEqual(["Free.", "paidDivider", "Paid.Words", name, "NEXT"]);
    expect(pasteBehind("", { preview: "", content: "Paid." }, [node])).toEqual([name, "NEXT", "paidDivider", "Paid."]);
  });

  it("goes on in the words that follow, where there are some", () => {
    expect(pasteBehind("One.", { preview: "One.\n\nTwo.", content: "Paid." }, [figure])).toEqual([
      "One.",
      "figure",
      "NEXTTwo.",
      "paidDivider",
      "Paid.",
    ]);
  });
});
