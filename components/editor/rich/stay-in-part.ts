// Behind a picture or a rule that ends its part, the cursor would be in the other part, and so would what is written next.
import { type EditorState, Plugin, TextSelection, type Transaction } from "@tiptap/pm/state";

/** Puts the cursor behind what ends at this position: in a paragraph of its own where the part ends there. */
export function stayInPart({ doc, tr, schema }: EditorState, end: number): Transaction | undefined {
  const { paragraph } = schema.nodes;
  const { depth, nodeBefore, nodeAfter } = doc.resolve(end);
  if (!paragraph || depth > 0 || !nodeBefore?.isLeaf) return undefined;
  if (nodeAfter && nodeAfter.type.name !== "paidDivider") return undefined;
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

export const stayWherePasted = (): Plugin =>
  new Plugin({ appendTransaction: (transactions, _before, state) => afterPaste(transactions, state) });
