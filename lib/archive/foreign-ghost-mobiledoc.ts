// Mobiledoc 0.3, the document of Ghost's first editor, as HTML: sections of words with marks, pictures, lists and cards.
import { z } from "zod";
import { escapeHtml } from "./foreign-escape-html";
import { marked } from "./foreign-ghost-markdown";

const marker = z.tuple([z.number(), z.array(z.number()), z.number(), z.union([z.string(), z.number()])]);
const document = z.object({
  atoms: z.array(z.array(z.unknown())).default([]),
  cards: z.array(z.tuple([z.string(), z.record(z.string(), z.unknown())])).default([]),
  markups: z.array(z.tuple([z.string()]).rest(z.array(z.string()))).default([]),
  sections: z.array(z.array(z.unknown())).default([]),
});
type Document = z.output<typeof document>;

const plainTag = /^(?:p|h[1-6]|blockquote|aside|ul|ol|a|strong|b|em|i|code|s|u|sub|sup)$/;
const tagOf = (name: unknown, otherwise: string) => (typeof name === "string" && plainTag.test(name) ? name : otherwise);

function opened({ markups }: Document, index: number): string {
  const [name = "span", attributes = []] = markups[index] ?? [];
  const at = attributes.indexOf("href");
  const href = at >= 0 ? ` href="${escapeHtml(attributes[at + 1])}"` : "";
  return `<${tagOf(name, "span")}${href}>`;
}

function words(found: Document, markers: unknown): string {
  const open: number[] = [];
  return z
    .array(marker)
    .catch([])
    .parse(markers)
    .map(([kind, starts, ends, value]) => {
      open.push(...starts);
      const begin = starts.map((index) => opened(found, index)).join("");
      const text = kind === 0 ? escapeHtml(value) : found.atoms[Number(value)]?.[0] === "soft-return" ? "<br>" : "";
      const closed = Array.from({ length: Math.min(ends, open.length) }, () => open.pop() ?? -1);
      return begin + text + closed.map((index) => `</${tagOf(found.markups[index]?.[0], "span")}>`).join("");
    })
    .join("");
}

function cardOf([name, payload]: [string, Record<string, unknown>]): string {
  if (name === "markdown" || name === "card-markdown") return marked(String(payload.markdown ?? ""));
  if (name === "html") return String(payload.html ?? "");
  if (name === "paywall") return "<!--members-only-->";
  if (name === "hr") return "<hr>";
  if (name === "code")
    return `<pre><code class="language-${escapeHtml(payload.language)}">${escapeHtml(payload.code)}</code></pre>`;
  const caption = payload.caption ? `<figcaption>${payload.caption}</figcaption>` : "";
  if (name === "image")
    return `<figure><img src="${escapeHtml(payload.src)}" alt="${escapeHtml(payload.alt)}">${caption}</figure>`;
  const url = payload.url ?? payload.src;
  return url ? `<p><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p>` : "";
}

function sectionOf(found: Document, [kind, first, second]: unknown[]): string {
  if (kind === 1) return `<${tagOf(first, "p")}>${words(found, second)}</${tagOf(first, "p")}>`;
  if (kind === 2) return `<p><img src="${escapeHtml(first)}" alt=""></p>`;
  if (kind === 3 && Array.isArray(second)) {
    const list = tagOf(first, "ul");
    return `<${list}>${second.map((item) => `<li>${words(found, item)}</li>`).join("")}</${list}>`;
  }
  const card = kind === 10 ? found.cards[Number(first)] : undefined;
  return card ? cardOf(card) : "";
}

/** Throws for what is no such document. */
export function mobiledocToHtml(json: string): string {
  const found = document.parse(JSON.parse(json));
  return found.sections.map((section) => sectionOf(found, section)).join("\n");
}
