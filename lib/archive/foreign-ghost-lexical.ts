// Lexical, the document of Ghost's present editor, as HTML. Cards that have neither words nor an address are left out.
import { escapeHtml } from "./foreign-escape-html";
import { marked } from "./foreign-ghost-markdown";

interface Node {
  type?: string;
  children?: Node[];
  [field: string]: unknown;
}

/** The bits of a text's `format`. */
const formats: [bit: number, tag: string][] = [
  [16, "code"],
  [4, "s"],
  [2, "em"],
  [1, "strong"],
];

const inside = ({ children = [] }: Node) => children.map(toHtml).join("");
const within = (tag: string, node: Node) => `<${tag}>${inside(node)}</${tag}>`;
const linkTo = (url: unknown) => (url ? `<p><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p>` : "");

function textOf({ text, format }: Node): string {
  const bits = Number(format) || 0;
  return formats.reduce((html, [bit, tag]) => (bits & bit ? `<${tag}>${html}</${tag}>` : html), escapeHtml(text));
}

function pictureOf({ src, alt, caption }: Node): string {
  const words = caption ? `<figcaption>${caption}</figcaption>` : "";
  return `<figure><img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}">${words}</figure>`;
}

const writers: Record<string, (node: Node) => string> = {
  root: inside,
  paragraph: (node) => within("p", node),
  text: textOf,
  "extended-text": textOf,
  linebreak: () => "<br>",
  tab: () => " ",
  heading: (node) => within(/^h[1-6]$/.test(String(node.tag)) ? String(node.tag) : "h2", node),
  quote: (node) => within("blockquote", node),
  aside: (node) => within("blockquote", node),
  list: (node) => within(node.listType === "number" ? "ol" : "ul", node),
  listitem: (node) => within("li", node),
  link: (node) => `<a href="${escapeHtml(node.url)}">${inside(node)}</a>`,
  autolink: (node) => `<a href="${escapeHtml(node.url)}">${inside(node)}</a>`,
  horizontalrule: () => "<hr>",
  codeblock: ({ code, language }) => `<pre><code class="language-${escapeHtml(language)}">${escapeHtml(code)}</code></pre>`,
  image: pictureOf,
  html: ({ html }) => String(html ?? ""),
  markdown: ({ markdown }) => marked(String(markdown ?? "")),
  paywall: () => "<!--members-only-->",
  callout: ({ calloutText }) => `<blockquote>${calloutText ?? ""}</blockquote>`,
  toggle: ({ heading, content }) => `<h4>${heading ?? ""}</h4>${content ?? ""}`,
};

function toHtml(node: Node): string {
  const { type = "" } = node;
  const named = type === "extended-heading" ? "heading" : type === "extended-quote" ? "quote" : type;
  const write = Object.hasOwn(writers, named) ? writers[named] : undefined;
  return write ? write(node) : node.children ? inside(node) : linkTo(node.url ?? node.src);
}

/** Throws for what is no such document. */
export const lexicalToHtml = (json: string) => toHtml((JSON.parse(json) as { root: Node }).root);
