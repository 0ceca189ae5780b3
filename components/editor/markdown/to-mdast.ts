// Converts editor nodes to mdast. Spaces that Markdown ignores are dropped, so that equal trees mean equal texts.
import type { JSONContent } from "@tiptap/core";
import type { AlignType, BlockContent, ListItem, Paragraph, PhrasingContent, RootContent, TableRow } from "mdast";
import { isUpload } from "../pictures/upload-source";
import { firstCharacter, hasCode, type Inline, pare, pareLine } from "./pare";

/** Outermost first. */
const markOrder = ["link", "italic", "bold", "strike"];
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const text = (value: unknown) => (typeof value === "string" ? value : "");

function leafOf(node: Inline): PhrasingContent {
  const attrs = node.attrs ?? {};
  if (node.type === "hardBreak") return { type: "break" };
  if (node.type === "inlineImage") return isUpload(attrs.src) ? { type: "text", value: "" } : imageOf(attrs);
  if (node.type === "footnoteReference")
    return { type: "footnoteReference", identifier: text(attrs.label).toLowerCase(), label: text(attrs.label) };
  if (node.type === "inlineSource") return { type: "html", value: text(attrs.source) };
  return { type: hasCode(node) ? "inlineCode" : "text", value: text(node.text) };
}

function imageOf({ src, alt, title }: Record<string, unknown>): PhrasingContent {
  return { type: "image", url: text(src), alt: text(alt), title: text(title) || null };
}

function wrap(type: string, attrs: Record<string, unknown> | undefined, children: PhrasingContent[]): PhrasingContent {
  if (type === "link")
    return { type: "link", url: text(attrs?.href), title: text(attrs?.title) || null, children: children as never };
  if (type === "bold") return { type: "strong", children };
  return { type: type === "italic" ? "emphasis" : "delete", children };
}

/** The first node's mark that spans the most nodes, and their number. */
function longestRun(nodes: Inline[]): { mark: NonNullable<Inline["marks"]>[number]; length: number } | undefined {
  const [first] = nodes;
  const runs = markOrder.flatMap((type) => {
    const mark = first?.marks?.find((candidate) => candidate.type === type);
    if (!mark) return [];
    const end = nodes.findIndex((node) => !node.marks?.some((other) => other.type === type && same(other.attrs, mark.attrs)));
    return [{ mark, length: end === -1 ? nodes.length : end }];
  });
  return runs.sort((a, b) => b.length - a.length)[0];
}

function add(made: PhrasingContent[], node: PhrasingContent): void {
  const last = made.at(-1);
  if (node.type === "text" && last?.type === "text") last.value += node.value;
  else if (node.type !== "text" || node.value) made.push(node);
}

const lastCharacter = (node: PhrasingContent | undefined) => (node?.type === "text" ? ([...node.value].at(-1) ?? "") : "");

/** Appends the nodes to `made`; `follows` is the character after them. */
function nest(nodes: Inline[], made: PhrasingContent[] = [], follows = ""): PhrasingContent[] {
  for (let at = 0; at < nodes.length; ) {
    const run = longestRun(nodes.slice(at));
    if (!run) {
      add(made, leafOf(nodes[at] as Inline));
      at++;
      continue;
    }
    const { type, attrs } = run.mark;
    const next = at + run.length;
    const without = nodes
      .slice(at, next)
      .map((node) => ({ ...node, marks: node.marks?.filter((mark) => mark.type !== type) ?? [] }));
    const around = { before: lastCharacter(made.at(-1)), after: nodes[next] ? firstCharacter(nodes[next]) : follows };
    const [before, inner, after] = pare(without, type, around);
    nest(before, made, inner.length ? "" : around.after);
    if (inner.length) add(made, wrap(type, attrs, nest(inner)));
    nest(after, made, around.after);
    at = next;
  }
  return made;
}

/** Lines never begin or end with spaces, and no block ends with a line break. */
function tidy(nodes: Inline[]): Inline[] {
  const lines: Inline[][] = [[]];
  for (const node of nodes) {
    if (node.type === "hardBreak") lines.push([]);
    else lines.at(-1)?.push(node);
  }
  const pared = lines.map(pareLine);
  while (pared.length > 1 && pared.at(-1)?.length === 0) pared.pop();
  while (pared.length > 1 && pared[0]?.length === 0) pared.shift();
  return pared.flatMap((line, index) => (index ? [{ type: "hardBreak" }, ...line] : line));
}

function inlinesOf({ content = [] }: JSONContent): PhrasingContent[] {
  const flat = content.map((node) =>
    node.type === "text" ? { ...node, text: text(node.text).replace(/[\r\n]+/g, " ") } : node,
  ) as Inline[];
  return nest(tidy(flat));
}

function itemOf({ attrs, content = [] }: JSONContent): ListItem {
  const checked = typeof attrs?.checked === "boolean" ? attrs.checked : null;
  return { type: "listItem", spread: Boolean(attrs?.spread), checked, children: blocksOf(content) };
}

function listOf({ type, attrs, content = [] }: JSONContent): BlockContent {
  const ordered = type === "orderedList";
  const start = ordered ? Number(attrs?.start ?? 1) : null;
  return { type: "list", ordered, start, spread: Boolean(attrs?.spread), children: content.map(itemOf) };
}

function tableOf({ content = [] }: JSONContent): BlockContent {
  const rows = content.map(
    (row): TableRow => ({
      type: "tableRow",
      children: (row.content ?? []).map((cell) => ({ type: "tableCell", children: (cell.content ?? []).flatMap(inlinesOf) })),
    }),
  );
  const align = (content[0]?.content ?? []).map(({ attrs }) => (attrs?.align ?? null) as AlignType);
  return { type: "table", align, children: rows };
}

function blockOf(node: JSONContent): BlockContent {
  const attrs = node.attrs ?? {};
  switch (node.type) {
    case "heading":
      return { type: "heading", depth: attrs.level, children: inlinesOf(node) };
    case "blockquote":
      return { type: "blockquote", children: blocksOf(node.content ?? []) };
    case "bulletList":
    case "orderedList":
    case "taskList":
      return listOf(node);
    case "codeBlock":
      return {
        type: "code",
        lang: text(attrs.language) || null,
        meta: text(attrs.meta) || null,
        value: (node.content ?? []).map((part) => text(part.text)).join(""),
      };
    case "horizontalRule":
      return { type: "thematicBreak" };
    case "table":
      return tableOf(node);
    case "figure":
      return { type: "paragraph", children: isUpload(attrs.src) ? [] : [imageOf(attrs)] };
    default:
      return { type: "paragraph", children: inlinesOf(node) };
  }
}

const isBlank = (node: BlockContent): node is Paragraph => node.type === "paragraph" && node.children.length === 0;

/** Markdown has no empty paragraphs. */
function blocksOf(content: JSONContent[]): BlockContent[] {
  return content.map(blockOf).filter((block) => !isBlank(block));
}

/** A top-level block; undefined for one without output. */
export function toMdast(node: JSONContent): RootContent | undefined {
  if (node.type === "footnoteDefinition") {
    const label = text(node.attrs?.label);
    return { type: "footnoteDefinition", identifier: label.toLowerCase(), label, children: blocksOf(node.content ?? []) };
  }
  const block = blockOf(node);
  return isBlank(block) ? undefined : block;
}
