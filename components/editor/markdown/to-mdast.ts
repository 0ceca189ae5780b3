// Converts editor nodes to mdast. Spaces that Markdown ignores are dropped, so that equal trees mean equal texts.
import type { JSONContent } from "@tiptap/core";
import type { AlignType, BlockContent, ListItem, Paragraph, PhrasingContent, RootContent, TableRow } from "mdast";

type Inline = JSONContent & { marks?: { type: string; attrs?: Record<string, unknown> }[] };

/** Outermost first. */
const markOrder = ["link", "bold", "italic", "strike"];
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const text = (value: unknown) => (typeof value === "string" ? value : "");
const hasCode = ({ marks }: Inline) => marks?.some(({ type }) => type === "code") ?? false;

function leafOf(node: Inline): PhrasingContent {
  const attrs = node.attrs ?? {};
  if (node.type === "hardBreak") return { type: "break" };
  if (node.type === "inlineImage") return imageOf(attrs);
  if (node.type === "footnoteReference")
    return { type: "footnoteReference", identifier: text(attrs.label).toLowerCase(), label: text(attrs.label) };
  if (node.type === "inlineSource") return { type: "html", value: text(attrs.source) };
  return { type: hasCode(node) ? "inlineCode" : "text", value: text(node.text) };
}

function imageOf({ src, alt, title }: Record<string, unknown>): PhrasingContent {
  return { type: "image", url: text(src), alt: text(alt), title: text(title) || null };
}

/** Moves spaces out of the ends of a run: Markdown ignores emphasis that begins or ends with a space. */
function pare(run: Inline[]): [before: string, inner: Inline[], after: string] {
  const inner = run.map((node) => ({ ...node }));
  const take = (index: 0 | -1, pattern: RegExp): string => {
    const node = inner.at(index);
    if (node?.type !== "text" || hasCode(node)) return "";
    const spaces = pattern.exec(text(node.text))?.[0] ?? "";
    node.text =
      index === 0 ? text(node.text).slice(spaces.length) : text(node.text).slice(0, text(node.text).length - spaces.length);
    if (node.text) return spaces;
    inner.splice(index, 1);
    return index === 0 ? spaces + take(index, pattern) : take(index, pattern) + spaces;
  };
  const before = take(0, /^[ \t]+/);
  return [before, inner, take(-1, /[ \t]+$/)];
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

function nest(nodes: Inline[]): PhrasingContent[] {
  const made: PhrasingContent[] = [];
  const add = (node: PhrasingContent) => {
    const last = made.at(-1);
    if (node.type === "text" && last?.type === "text") last.value += node.value;
    else if (node.type !== "text" || node.value) made.push(node);
  };
  for (let at = 0; at < nodes.length; ) {
    const run = longestRun(nodes.slice(at));
    if (!run) {
      add(leafOf(nodes[at] as Inline));
      at++;
      continue;
    }
    const without = nodes
      .slice(at, at + run.length)
      .map((node) => ({ ...node, marks: node.marks?.filter(({ type }) => type !== run.mark.type) ?? [] }));
    const [before, inner, after] = pare(without);
    add({ type: "text", value: before });
    if (inner.length) add(wrap(run.mark.type, run.mark.attrs, nest(inner)));
    add({ type: "text", value: after });
    at += run.length;
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
  const pared = lines.map((line) => pare(line)[1]);
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
      return { type: "paragraph", children: [imageOf(attrs)] };
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
