// What a text is made of on the desk: what Markdown can say, the divider, and blocks of source for the rest. Without its looks.
import { Extension, type Extensions, Node } from "@tiptap/core";
import { Code } from "@tiptap/extension-code";
import { CodeBlockLowlight } from "@tiptap/extension-code-block-lowlight";
import { TaskItem, TaskList } from "@tiptap/extension-list";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import StarterKit from "@tiptap/starter-kit";
import { common, createLowlight } from "lowlight";

const Doc = Node.create({
  name: "doc",
  topNode: true,
  content: "(block | paidDivider | footnoteDefinition | sourceBlock)+",
});

/** "Everything below is paid." There is one, always: see divider.ts. */
const PaidDivider = Node.create({
  name: "paidDivider",
  atom: true,
  selectable: false,
  draggable: false,
  parseHTML: () => [{ tag: "hr[data-paid-divider]", priority: 60 }],
  renderHTML: () => ["hr", { "data-paid-divider": "" }],
});

const picture = { src: { default: "" }, alt: { default: "" }, title: { default: "" } };
/** On the web, kept with the piece, or on its way there. */
const isPicture = (element: HTMLElement) => /^(?:https:\/\/|picture:|upload:)/i.test(element.getAttribute("src") ?? "") && null;

/** A picture by itself: a paragraph of one image. Its title is its caption. */
const Figure = Node.create({
  name: "figure",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => picture,
  parseHTML: () => [{ tag: "img[src]", getAttrs: isPicture, priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],
});

/** A picture among words. */
const InlineImage = Node.create({
  name: "inlineImage",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => picture,
  parseHTML: () => [{ tag: "img[data-inline]", getAttrs: isPicture, priority: 70 }],
  renderHTML: ({ HTMLAttributes }) => ["img", { ...HTMLAttributes, "data-inline": "" }],
});

const FootnoteReference = Node.create({
  name: "footnoteReference",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({ label: { default: "1" } }),
  parseHTML: () => [{ tag: "sup[data-footnote]", getAttrs: (element) => ({ label: element.getAttribute("data-footnote") }) }],
  renderHTML: ({ node }) => ["sup", { "data-footnote": node.attrs.label }, String(node.attrs.label)],
  renderText: ({ node }) => `[^${node.attrs.label}]`,
});

const FootnoteDefinition = Node.create({
  name: "footnoteDefinition",
  content: "block+",
  defining: true,
  addAttributes: () => ({ label: { default: "1" } }),
  parseHTML: () => [{ tag: "aside[data-footnote]", getAttrs: (element) => ({ label: element.getAttribute("data-footnote") }) }],
  renderHTML: ({ node }) => ["aside", { "data-footnote": node.attrs.label, "aria-label": `Footnote ${node.attrs.label}` }, 0],
});

/** Markdown that has no other form here: raw HTML, link definitions, the unusual. Kept as it is written. */
const SourceBlock = Node.create({
  name: "sourceBlock",
  content: "text*",
  marks: "",
  code: true,
  defining: true,
  parseHTML: () => [{ tag: "pre[data-source]", preserveWhitespace: "full", priority: 60 }],
  renderHTML: () => ["pre", { "data-source": "", spellcheck: "false" }, ["code", 0]],
});

/** HTML among words. Readers do not get it; it is kept all the same. */
const InlineSource = Node.create({
  name: "inlineSource",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({ source: { default: "" } }),
  parseHTML: () => [{ tag: "code[data-source]", getAttrs: (element) => ({ source: element.textContent }), priority: 60 }],
  renderHTML: ({ node }) => ["code", { "data-source": "" }, String(node.attrs.source)],
  renderText: ({ node }) => String(node.attrs.source),
});

const lists = ["bulletList", "orderedList", "taskList", "listItem", "taskItem"];

/** What Markdown says of a block and HTML does not. */
const MarkdownAttributes = Extension.create({
  name: "markdownAttributes",
  addGlobalAttributes: () => [
    { types: lists, attributes: { spread: { default: false, rendered: false } } },
    { types: ["codeBlock"], attributes: { meta: { default: null, rendered: false } } },
  ],
});

const protocols = /^(?:https?:|mailto:|#|[^:]*$|[^:]*[/?#])/i;

/** The same addresses that readers' pages let through. */
export const isAllowedHref = (href: string) => protocols.test(href.trim());

export const schemaExtensions: Extensions = [
  StarterKit.configure({
    document: false,
    code: false,
    codeBlock: false,
    underline: false,
    heading: { levels: [1, 2, 3, 4, 5, 6] },
    link: { openOnClick: false, autolink: true, HTMLAttributes: { rel: null, target: null }, isAllowedUri: isAllowedHref },
    dropcursor: { color: "var(--red)", width: 2 },
  }),
  Doc,
  // Code may be bold, or a link.
  Code.extend({ excludes: "" }),
  CodeBlockLowlight.configure({ lowlight: createLowlight(common), defaultLanguage: "plaintext" }),
  TaskList,
  TaskItem.configure({ nested: true }),
  Table.configure({ resizable: false }),
  TableRow,
  TableHeader.extend({ content: "paragraph" }),
  TableCell.extend({ content: "paragraph" }),
  PaidDivider,
  Figure,
  InlineImage,
  FootnoteReference,
  FootnoteDefinition,
  SourceBlock,
  InlineSource,
  MarkdownAttributes,
];
