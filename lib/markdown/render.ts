// Markdown (CommonMark with GFM) to safe HTML: raw HTML is dropped, and links and images are limited to known protocols.
// Everything passes rehype-sanitize; the changes after it are our own and add no attribute from the text.
import { createHash } from "node:crypto";
import type { Root } from "hast";
import { LRUCache } from "lru-cache";
import rehypeHighlight from "rehype-highlight";
import rehypeSanitize, { defaultSchema, type Options as Schema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { isTooCostly } from "./cost";
import { decorate } from "./decorate";
import { type MarkdownLanguage, markdownWords } from "./labels";
import { splitMarkdown } from "./split";

const schema: Schema = {
  ...defaultSchema,
  // Ids come from footnotes only; remark-rehype prefixes both the ids and the links to them.
  clobber: [],
  protocols: { href: ["http", "https", "mailto"], src: ["https"] },
  attributes: {
    ...defaultSchema.attributes,
    input: ["disabled", "checked", ["type", "checkbox"]],
    "*": ["align", "id", "title", "ariaDescribedBy", "ariaLabel", "alt", "start"],
  },
};

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function asPlainText(markdown: string): string {
  return `<pre class="plain" tabindex="0">${markdown.replace(/[&<>"]/g, (character) => escapes[character] ?? "")}</pre>`;
}

/** Never throws: a text that cannot be rendered is shown as plain text. */
function renderPart(markdown: string, idPrefix: string, language: MarkdownLanguage): string {
  const words = markdownWords[language];
  const noteLabels = {
    footnoteLabel: words.footnotes,
    footnoteBackLabel: (note: number, time: number) => words.backTo(`${note + 1}${time > 1 ? `-${time}` : ""}`),
  };
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkRehype, { clobberPrefix: idPrefix, ...noteLabels })
    .use(rehypeSanitize, schema)
    .use(rehypeHighlight)
    .use(() => (tree: Root) => decorate(tree, idPrefix, words))
    .use(rehypeStringify);
  try {
    return String(processor.processSync(markdown));
  } catch {
    return asPlainText(markdown);
  }
}

const breath = () => new Promise<void>((resolve) => setImmediate(resolve));
const CHARACTERS_MAX = 32 * 1024 ** 2;
/** Rendered parts by the hash of their source, in this process only. */
const rendered = new LRUCache<string, string>({
  maxSize: CHARACTERS_MAX,
  maxEntrySize: CHARACTERS_MAX / 4,
  sizeCalculation: (html) => html.length + 1,
});

/**
 * Renders to an HTML fragment. `idPrefix` keeps the ids of two fragments on one page apart; labels are in the page's
 * language. Long texts are rendered in parts, so that other requests are served in between.
 */
export async function renderMarkdown(markdown: string, idPrefix = "t-", language: MarkdownLanguage = "en"): Promise<string> {
  const key = createHash("sha256").update(`${language}\n${idPrefix}\n${markdown}`).digest("hex");
  const known = rendered.get(key);
  if (known !== undefined) return known;
  if (isTooCostly(markdown)) return asPlainText(markdown);
  const parts: string[] = [];
  for (const [index, part] of splitMarkdown(markdown).entries()) {
    if (index > 0) await breath();
    parts.push(renderPart(part, index > 0 ? `${idPrefix}${index}-` : idPrefix, language));
  }
  const html = parts.join("\n");
  rendered.set(key, html);
  return html;
}
