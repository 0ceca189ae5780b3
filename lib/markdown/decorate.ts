// Changes to sanitised HTML: heading ids, link relations, scrollable tables, lazy images, captions, labels for screen readers.
import slugify from "@sindresorhus/slugify";
import type { Element, ElementContent, Root } from "hast";
import { CONTINUE, visit } from "unist-util-visit";
import { isShown, standsAlone } from "./figures";
import type { MarkdownWords } from "./labels";
import { pictureOf } from "./pictures";

function textOf(node: ElementContent): string {
  if (node.type === "text") return node.value;
  return node.type === "element" ? node.children.map(textOf).join("") : "";
}

function headingIds(idPrefix: string) {
  const seen = new Map<string, number>();
  return (heading: Element): string => {
    const base = slugify(heading.children.map(textOf).join("").slice(0, 200)).slice(0, 60) || "section";
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return `${idPrefix}h-${base}${count > 1 ? `-${count}` : ""}`;
  };
}

function decorateLink(link: Element): void {
  const href = String(link.properties.href ?? "");
  if (!href.startsWith("#")) link.properties.rel = ["nofollow", "noopener", "ugc"];
}

const scroller = (table: Element, label: string): Element => ({
  type: "element",
  tagName: "div",
  properties: { className: ["table-scroll"], role: "region", ariaLabel: label, tabIndex: 0 },
  children: [table],
});

const headingLengthMax = 80;

/** Each table is a landmark of its own name: "Table: Answers", "Table: Answers (2)", after the heading above it. */
function tableNames(word: string) {
  const seen = new Map<string, number>();
  let heading = "";
  return {
    below(element: Element) {
      heading = element.children.map(textOf).join("").trim().slice(0, headingLengthMax);
    },
    next(): string {
      const name = heading ? `${word}: ${heading}` : word;
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      return count > 1 ? `${name} (${count})` : name;
    },
  };
}

const isScroller = (node: Element | Root) => node.type === "element" && node.tagName === "div";

/** An image is on the web, by https, or the item's own (pictures.ts); any other is replaced by its description. */
function decorateImage(image: Element): ElementContent {
  const { src, alt, title } = image.properties;
  const source = String(src ?? "");
  const described = { alt: String(alt ?? ""), ...(title ? { title } : {}), loading: "lazy", decoding: "async" };
  if (!isShown(source)) return { type: "text", value: described.alt };
  image.properties = { src: source, ...described, ...(pictureOf(source) ? {} : { referrerPolicy: "no-referrer" }) };
  return image;
}

function decorateElement(node: Element, idPrefix: string, words: MarkdownWords, idOf: (heading: Element) => string): void {
  const { tagName, properties } = node;
  const label = `${idPrefix}footnotes`;
  if (properties.ariaDescribedBy) properties.ariaDescribedBy = [label];
  if (properties.id === "footnote-label") properties.id = label;
  else if (/^h[1-6]$/.test(tagName)) properties.id = idOf(node);
  // A text's h1 becomes h2, since the page has its own h1.
  if (tagName === "h1") node.tagName = "h2";
  if (tagName === "a") decorateLink(node);
  if (tagName === "pre") properties.tabIndex = 0;
  if (tagName === "input") properties.ariaLabel = properties.checked ? words.done : words.toDo;
}

/** Changes the tree in place. */
export function decorate(tree: Root, idPrefix: string, words: MarkdownWords): void {
  const idOf = headingIds(idPrefix);
  const tables = tableNames(words.table);
  visit(tree, "element", (node, index, parent) => {
    const alone = node.tagName === "p" && parent && index !== undefined ? standsAlone(node, words.kinds) : undefined;
    if (alone && parent && index !== undefined) {
      parent.children[index] = alone;
      // Visit the replacement instead. It cannot be replaced again: a card's paragraph has no bare link.
      return index;
    }
    if (/^h[1-6]$/.test(node.tagName)) tables.below(node);
    decorateElement(node, idPrefix, words, idOf);
    if (!parent || index === undefined) return CONTINUE;
    if (node.tagName === "img") parent.children[index] = decorateImage(node);
    if (node.tagName === "table" && !isScroller(parent)) parent.children[index] = scroller(node, tables.next());
    return CONTINUE;
  });
}
