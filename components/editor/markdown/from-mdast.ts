// Converts mdast to editor nodes. Throws Inexpressible for content without an exact equivalent.
import type { JSONContent } from "@tiptap/core";
import type {
  BlockContent,
  Definition,
  DefinitionContent,
  Image,
  ImageReference,
  List,
  ListItem,
  PhrasingContent,
  RootContent,
  Table,
} from "mdast";

export class Inexpressible extends Error {
  override readonly name = "Inexpressible";
}

type Definitions = ReadonlyMap<string, Pick<Definition, "url" | "title">>;
type Mark = NonNullable<JSONContent["marks"]>[number];

interface Context {
  definitions: Definitions;
  marks: Mark[];
}

const onOneLine = (text: string) => text.replace(/[ \t]*(?:\r\n|\r|\n)[ \t]*/g, " ");

function targetOf(node: { identifier: string }, { definitions }: Context): Pick<Definition, "url" | "title"> {
  const definition = definitions.get(node.identifier);
  if (!definition) throw new Inexpressible("a reference without its definition");
  return definition;
}

function leaf(node: JSONContent, { marks }: Context): JSONContent[] {
  return [marks.length ? { ...node, marks } : node];
}

function marked(children: PhrasingContent[], mark: Mark, context: Context): JSONContent[] {
  const others = context.marks.filter(({ type }) => type !== mark.type);
  return inlinesOf(children, { ...context, marks: [...others, mark] });
}

const linkMark = ({ url, title }: Pick<Definition, "url" | "title">): Mark => ({
  type: "link",
  attrs: { href: url, title: title ?? null },
});

const textNode = (text: string, context: Context) => (text ? leaf({ type: "text", text }, context) : []);

function inlineOf(node: PhrasingContent, context: Context): JSONContent[] {
  switch (node.type) {
    case "text":
      return textNode(onOneLine(node.value), context);
    case "emphasis":
      return marked(node.children, { type: "italic" }, context);
    case "strong":
      return marked(node.children, { type: "bold" }, context);
    case "delete":
      return marked(node.children, { type: "strike" }, context);
    case "inlineCode":
      return textNode(onOneLine(node.value), { ...context, marks: [...context.marks, { type: "code" }] });
    case "link":
      return marked(node.children, linkMark(node), context);
    case "linkReference":
      return marked(node.children, linkMark(targetOf(node, context)), context);
    case "image":
    case "imageReference":
      return leaf({ type: "inlineImage", attrs: imageOf(node, context) }, context);
    case "footnoteReference":
      return leaf({ type: "footnoteReference", attrs: { label: node.label ?? node.identifier } }, context);
    case "break":
      return leaf({ type: "hardBreak" }, context);
    case "html":
      return leaf({ type: "inlineSource", attrs: { source: node.value } }, context);
    default:
      throw new Inexpressible("a kind of words that is not known");
  }
}

function imageOf(node: Image | ImageReference, context: Context) {
  const { url, title } = node.type === "image" ? node : targetOf(node, context);
  return { src: url, alt: node.alt ?? "", title: title ?? "" };
}

/** Merges adjacent text nodes with equal marks, as the editor does. */
function inlinesOf(nodes: PhrasingContent[], context: Context): JSONContent[] {
  const inlines: JSONContent[] = [];
  for (const inline of nodes.flatMap((node) => inlineOf(node, context))) {
    const last = inlines.at(-1);
    if (last?.type === "text" && inline.type === "text" && JSON.stringify(last.marks) === JSON.stringify(inline.marks)) {
      last.text = `${last.text}${inline.text}`;
    } else inlines.push({ ...inline });
  }
  return inlines;
}

function withInlines(node: JSONContent, children: PhrasingContent[], definitions: Definitions): JSONContent {
  const content = inlinesOf(children, { definitions, marks: [] });
  return content.length ? { ...node, content } : node;
}

function itemOf(item: ListItem, definitions: Definitions): JSONContent {
  const attrs = { spread: item.spread ?? false, ...(typeof item.checked === "boolean" ? { checked: item.checked } : {}) };
  const [first] = item.children;
  if (first && first.type !== "paragraph") throw new Inexpressible("a list item that begins with no paragraph");
  const content = first ? blocksOf(item.children, definitions) : [{ type: "paragraph" }];
  if (content[0]?.type !== "paragraph") throw new Inexpressible("a list item that begins with a picture");
  return { type: typeof item.checked === "boolean" ? "taskItem" : "listItem", attrs, content };
}

function listOf({ ordered, start, spread, children }: List, definitions: Definitions): JSONContent {
  const tasks = children.filter(({ checked }) => typeof checked === "boolean").length;
  if (tasks > 0 && (ordered || tasks < children.length)) throw new Inexpressible("a list that mixes tasks and items");
  const content = children.map((item) => itemOf(item, definitions));
  const attrs = { spread: spread ?? false };
  if (ordered) return { type: "orderedList", attrs: { ...attrs, start: start ?? 1 }, content };
  return { type: tasks ? "taskList" : "bulletList", attrs, content };
}

function tableOf({ align, children }: Table, definitions: Definitions): JSONContent {
  const columns = Math.max(...children.map((row) => row.children.length));
  const content = children.map((row, rowIndex) => ({
    type: "tableRow",
    content: Array.from({ length: columns }, (_, column) => ({
      type: rowIndex === 0 ? "tableHeader" : "tableCell",
      attrs: { align: align?.[column] ?? null },
      content: [withInlines({ type: "paragraph" }, row.children[column]?.children ?? [], definitions)],
    })),
  }));
  return { type: "table", content };
}

function blockOf(node: BlockContent | DefinitionContent, definitions: Definitions): JSONContent {
  switch (node.type) {
    case "paragraph": {
      const [only, ...others] = node.children;
      const isFigure = others.length === 0 && (only?.type === "image" || only?.type === "imageReference");
      if (isFigure) return { type: "figure", attrs: imageOf(only, { definitions, marks: [] }) };
      return withInlines({ type: "paragraph" }, node.children, definitions);
    }
    case "heading":
      return withInlines({ type: "heading", attrs: { level: node.depth } }, node.children, definitions);
    case "blockquote":
      return {
        type: "blockquote",
        content: node.children.length ? blocksOf(node.children, definitions) : [{ type: "paragraph" }],
      };
    case "list":
      return listOf(node, definitions);
    case "code": {
      const block = { type: "codeBlock", attrs: { language: node.lang ?? null, meta: node.meta ?? null } };
      return node.value ? { ...block, content: [{ type: "text", text: node.value }] } : block;
    }
    case "thematicBreak":
      return { type: "horizontalRule" };
    case "table":
      return tableOf(node, definitions);
    default:
      throw new Inexpressible(node.type);
  }
}

function blocksOf(nodes: (BlockContent | DefinitionContent)[], definitions: Definitions): JSONContent[] {
  return nodes.map((node) => blockOf(node, definitions));
}

/** A top-level block. */
export function fromMdast(node: RootContent, definitions: Definitions): JSONContent {
  if (node.type === "footnoteDefinition") {
    const content = node.children.length ? blocksOf(node.children, definitions) : [{ type: "paragraph" }];
    return { type: "footnoteDefinition", attrs: { label: node.label ?? node.identifier }, content };
  }
  return blockOf(node as BlockContent, definitions);
}
