// The HTML of other programs' exports as Markdown. Nothing of it runs: it is parsed to a tree, and what Markdown has no words for is
// left out. Marks of the paid part stay as comments.
import type { Comment, Element, ElementContent, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toMdast } from "hast-util-to-mdast";
import type { Nodes } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import { cjkFriendlyToMarkdown } from "mdast-util-to-markdown-cjk-friendly";
import { cjkFriendlyGfmStrikethroughToMarkdown } from "mdast-util-to-markdown-cjk-friendly-gfm-strikethrough";
import { SKIP, visit } from "unist-util-visit";

const divider = /^\s*(?:paid|paywall|members-only|more)\b/i;
const dropped = new Set(["script", "style", "form", "button", "input", "noscript", "svg", "template"]);
/** What Substack and its kin put around their texts: invitations to subscribe, to share. */
const furniture =
  /^(?:subscription-widget.*|subscribe-widget|button-wrapper|captioned-button-wrap|image-link-expand|digest-post-embed)$/;

const classesOf = ({ properties }: Element) => (Array.isArray(properties.className) ? properties.className.map(String) : []);
const textOf = (node: ElementContent): string =>
  node.type === "text" ? node.value : node.type === "element" ? node.children.map(textOf).join("") : "";

function find(node: Element, tagName: string): Element | undefined {
  let found: Element | undefined;
  visit(node, "element", (each) => {
    if (each.tagName === tagName) found ??= each;
  });
  return found;
}

const paragraph = (children: ElementContent[]): Element => ({ type: "element", tagName: "p", properties: {}, children });
const paywall: Comment = { type: "comment", value: "paywall" };

function linkTo(url: string): Element {
  return { type: "element", tagName: "a", properties: { href: url }, children: [{ type: "text", value: url }] };
}

/** A picture with its caption as title, which readers see below it; undefined for other figures. */
function pictureOf(figure: Element): Element | undefined {
  const image = find(figure, "img");
  if (!image) return undefined;
  const caption = find(figure, "figcaption");
  const title = caption && textOf(caption).replace(/\s+/g, " ").trim();
  const properties = { src: image.properties.src, alt: image.properties.alt ?? "", ...(title ? { title } : {}) };
  return paragraph([{ ...image, properties, children: [] }]);
}

/** What stands for an element; null for what is left out, undefined for what stays. */
function replaced(node: Element): ElementContent | null | undefined {
  const classes = classesOf(node);
  if (classes.some((each) => each === "paywall-jump" || each === "paywall")) return paywall;
  if (dropped.has(node.tagName) || classes.some((each) => furniture.test(each))) return null;
  const { src } = node.properties;
  if (/^(?:iframe|video|audio|embed)$/.test(node.tagName))
    return typeof src === "string" && /^https:/.test(src) ? paragraph([linkTo(src)]) : null;
  return node.tagName === "figure" ? pictureOf(node) : undefined;
}

function prepare(tree: Root): void {
  visit(tree, "element", (node, index, parent) => {
    if (!parent || index === undefined) return undefined;
    const other = replaced(node);
    if (other === undefined) return undefined;
    parent.children.splice(index, 1, ...(other ? [other] : []));
    return [SKIP, index + (other ? 1 : 0)];
  });
}

const extensions = [gfmToMarkdown(), cjkFriendlyToMarkdown(), cjkFriendlyGfmStrikethroughToMarkdown()];
const asComment = (_state: unknown, { value }: { value: string }) =>
  divider.test(value) ? { type: "html" as const, value: `<!--${value.trim()}-->` } : undefined;

/** Changes the tree. May throw for what is nested beyond all measure. */
export function treeToMarkdown(tree: Root): string {
  prepare(tree);
  const markdown = toMdast(tree, { nodeHandlers: { comment: asComment } }) as Nodes;
  return toMarkdown(markdown, { bullet: "-", emphasis: "_", rule: "-", listItemIndent: "one", fences: true, extensions }).trim();
}

export const htmlToMarkdown = (html: string) => treeToMarkdown(fromHtml(html, { fragment: true }));
