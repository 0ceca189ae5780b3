// "Everything below is paid": one line in every document, that can be moved and neither deleted nor doubled.
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

const isDivider = (node: Node) => node.type.name === "paidDivider";

/** Where the dividers stand. */
function dividersIn(doc: Node): number[] {
  const borders = bordersOf(doc);
  return doc.children.flatMap((node, index) => (isDivider(node) ? [borders[index] ?? 0] : []));
}

/** Start of each top-level block, and the document's end. */
export function bordersOf(doc: Node): number[] {
  let at = 0;
  return [0, ...doc.children.map(({ nodeSize }) => (at += nodeSize))];
}

/** The border of two top-level blocks that is nearest to a position. */
function borderNear(doc: Node, position: number): number {
  return bordersOf(doc).reduce((best, border) => (Math.abs(border - position) < Math.abs(best - position) ? border : best), 0);
}

/** After whatever happened: one divider, where it was, and room to write on both sides of it. */
function putRight(
  transactions: readonly Transaction[],
  before: EditorState,
  { doc, tr, schema }: EditorState,
): Transaction | null {
  const divider = schema.nodes.paidDivider?.create();
  const room = schema.nodes.paragraph?.create();
  if (!divider || !room) return null;
  const [former = 0] = dividersIn(before.doc);
  const expected = transactions.reduce((position, transaction) => transaction.mapping.map(position), former);
  const present = dividersIn(doc);
  const kept = present.find((position) => position === expected) ?? present[0];
  for (const position of present.toReversed()) if (position !== kept) tr.delete(position, position + 1);
  if (kept === undefined) tr.insert(borderNear(doc, Math.min(expected, doc.content.size)), divider);
  if (tr.doc.lastChild && isDivider(tr.doc.lastChild)) tr.insert(tr.doc.content.size, room);
  if (tr.doc.firstChild && isDivider(tr.doc.firstChild)) tr.insert(0, room);
  return tr.docChanged ? tr : null;
}

/** Moves the divider to the border before the block `index`, the divider itself not counted. */
export function moveDivider(view: EditorView, index: number): boolean {
  const { doc, tr } = view.state;
  const [from] = dividersIn(doc);
  if (from === undefined) return false;
  tr.delete(from, from + 1);
  const borders = bordersOf(tr.doc);
  const to = borders[Math.max(0, Math.min(index, borders.length - 1))] ?? 0;
  const divider = view.state.schema.nodes.paidDivider?.create();
  if (to === from || !divider) return false;
  view.dispatch(tr.insert(to, divider));
  return true;
}

/** How many blocks stand above the divider. */
export function dividerIndex(doc: Node): number {
  return doc.children.findIndex(isDivider);
}

/** Keeps the document right; add it once. */
export function keepOneDivider(): Plugin {
  return new Plugin({ key: new PluginKey("one-divider"), appendTransaction: putRight });
}
