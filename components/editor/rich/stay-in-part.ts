// The cursor stays in its part. Behind a picture or a rule that ends it, pasted or deleted, it would be in the other part, and so would what
// is written next.
import type { Node } from "@tiptap/pm/model";
import { type EditorState, NodeSelection, Plugin, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";

const isDivider = (node: Node) => node.type.name === "paidDivider";

/** Puts the cursor behind what ends at this position: in a paragraph of its own where the part ends there. */
export function stayInPart({ doc, tr, schema }: EditorState, end: number): Transaction | undefined {
  const { paragraph } = schema.nodes;
  const { depth, nodeBefore, nodeAfter } = doc.resolve(end);
  if (!paragraph || depth > 0 || !nodeBefore?.isLeaf) return undefined;
  if (nodeAfter && !isDivider(nodeAfter)) return undefined;
  tr.insert(end, paragraph.create());
  return tr.setSelection(TextSelection.create(tr.doc, end + 1));
}

/** Where what a transaction inserted last ends. */
function endOf({ mapping }: Transaction): number | undefined {
  let end: number | undefined;
  mapping.maps.at(-1)?.forEach((_from, _to, _start, to) => {
    end ??= to;
  });
  return end;
}

function afterPaste(transactions: readonly Transaction[], state: EditorState): Transaction | undefined {
  const index = transactions.findIndex((transaction) => transaction.getMeta("paste"));
  const pasted = transactions[index];
  const end = pasted && endOf(pasted);
  if (end === undefined) return undefined;
  const later = transactions.slice(index + 1);
  return stayInPart(
    state,
    later.reduce((position, { mapping }) => mapping.map(position, -1), end),
  );
}

function dividerIn(doc: Node): number {
  let at = 0;
  doc.forEach((node, position) => {
    if (isDivider(node)) at = position;
  });
  return at;
}

const isFree = ({ doc, selection }: EditorState) => selection.from < dividerIn(doc);

/** Before what was selected and is deleted now, where the cursor went over the divider. */
function afterDelete(transactions: readonly Transaction[], before: EditorState, state: EditorState): Transaction | undefined {
  const { selection } = before;
  if (!(selection instanceof NodeSelection) || !isFree(before) || isFree(state)) return undefined;
  if (!transactions.some(({ mapping }) => mapping.mapResult(selection.from).deleted)) return undefined;
  return state.tr.setSelection(Selection.near(state.doc.resolve(dividerIn(state.doc)), -1));
}

export const keepCursorInPart = (): Plugin =>
  new Plugin({
    appendTransaction: (transactions, before, state) =>
      afterPaste(transactions, state) ?? afterDelete(transactions, before, state),
  });
