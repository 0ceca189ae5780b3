// Medium's export: a page for each post, in microformats (h-entry).
import type { Element, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { visit } from "unist-util-visit";
import { treeToMarkdown } from "./foreign-html-to-markdown";
import type { ForeignPiece } from "./foreign-made-text";

export const isMedium = (html: string) => /class="[^"]*\bh-entry\b/.test(html) && html.includes("e-content");

function byClass(tree: Root | Element, name: string): Element | undefined {
  let found: Element | undefined;
  visit(tree, "element", (node) => {
    if (Array.isArray(node.properties.className) && node.properties.className.includes(name)) found ??= node;
  });
  return found;
}

function textOf(node: Element | undefined): string {
  let text = "";
  if (node)
    visit(node, "text", ({ value }) => {
      text += value;
    });
  return text.replace(/\s+/g, " ").trim();
}

/** The body says title and subtitle once more, below a rule. */
function withoutHead(body: Element): Root {
  visit(body, "element", (node, index, parent) => {
    const classes = Array.isArray(node.properties.className) ? node.properties.className.map(String) : [];
    const isHead = classes.some((each) => /^(?:graf--title|graf--subtitle|section-divider)$/.test(each));
    if (!isHead || !parent || index === undefined) return undefined;
    parent.children.splice(index, 1);
    return index;
  });
  return { type: "root", children: body.children };
}

/** `name`: of its file, `2019-03-01_A-title-0123456789ab.html` or `draft_…`. */
export function mediumPiece(html: string, name: string): ForeignPiece {
  const tree = fromHtml(html);
  const canonical = String(byClass(tree, "p-canonical")?.properties.href ?? "");
  const stem = (canonical.split(/[?#]/, 1)[0]?.split("/").at(-1) || name.replace(/\.html$/, "")).replace(
    /^(?:draft|\d{4}-\d\d-\d\d)_/,
    "",
  );
  const time = String(byClass(tree, "dt-published")?.properties.dateTime ?? "");
  const body = byClass(tree, "e-content");
  return {
    title: textOf(byClass(tree, "p-name")),
    dek: textOf(byClass(tree, "p-summary")),
    slug: stem.replace(/-[0-9a-f]{8,12}$/, "") || stem,
    date: Number.isNaN(Date.parse(time)) ? undefined : new Date(time).toISOString(),
    isDraft: name.startsWith("draft_"),
    markdown: body ? treeToMarkdown(withoutHead(body)) : "",
  };
}
