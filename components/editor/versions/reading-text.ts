// A Markdown text as it is read: its paragraphs without signs, for comparing two of them by their words.
import type { Nodes, Parents, PhrasingContent } from "mdast";
import { visit } from "unist-util-visit";
import { splitBlocks } from "../markdown/source-blocks";

/** The name of a picture of the piece's own is long; its beginning tells it from others. */
const addressOf = (url: string) => url.replace(/^picture:([0-9a-f]{8})[0-9a-f]{56}$/, "picture:$1…");

/** Words of a paragraph; addresses of links and pictures stand behind them, for they may be all that changed. */
function inline(nodes: readonly PhrasingContent[]): string {
  return nodes.map(phrase).join("");
}

function phrase(node: PhrasingContent): string {
  switch (node.type) {
    case "text":
    case "inlineCode":
    case "html":
      return node.value;
    case "break":
      return "\n";
    case "link": {
      const words = inline(node.children);
      return words === node.url ? words : `${words} (${node.url})`;
    }
    case "image":
      return `${node.alt ?? ""} (${addressOf(node.url)})`;
    case "linkReference":
      return `${inline(node.children)} [${node.label ?? node.identifier}]`;
    case "imageReference":
      return `${node.alt ?? ""} [${node.label ?? node.identifier}]`;
    case "footnoteReference":
      return `[${node.label ?? node.identifier}]`;
    default:
      return "children" in node ? inline(node.children) : "";
  }
}

function paragraphOf(node: Nodes): string | undefined {
  switch (node.type) {
    case "paragraph":
    case "heading":
      return inline(node.children);
    case "code":
    case "html":
      return node.value;
    case "tableRow":
      return node.children.map((cell) => inline(cell.children)).join(" | ");
    case "definition":
      return `[${node.label ?? node.identifier}] ${addressOf(node.url)}`;
    default:
      return undefined;
  }
}

const isLeaf = (node: Nodes): boolean => paragraphOf(node) !== undefined;

/** The paragraphs, headings, items, rows and code of a Markdown text, in order; empty ones are left out. */
export function paragraphsOf(markdown: string): string[] {
  const found: string[] = [];
  visit(splitBlocks(markdown).tree as Parents, (node) => {
    const text = paragraphOf(node as Nodes)?.trim();
    if (text) found.push(text);
    return isLeaf(node as Nodes) ? "skip" : true;
  });
  return found;
}
