// A Markdown card inside HTML: it is rendered, so that the whole becomes one text.
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

/** Its own HTML stays, as it would on the page. */
export function marked(markdown: string): string {
  const raw = { allowDangerousHtml: true };
  return String(unified().use(remarkParse).use(remarkGfm).use(remarkRehype, raw).use(rehypeStringify, raw).processSync(markdown));
}
