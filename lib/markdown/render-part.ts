// Markdown (see dialect.ts) to safe HTML: raw HTML is dropped, and links and images are limited to known protocols.
// Everything passes rehype-sanitize; the changes after it are our own and add no attribute from the text. Its time and memory are not
// bounded here: it runs in a process of its own (render.ts).
import type { Root } from "hast";
import rehypeHighlight from "rehype-highlight";
import rehypeSanitize, { defaultSchema, type Options as Schema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { type Processor, unified } from "unified";
import { decorate } from "./decorate";
import { besideJapaneseMarks } from "./dialect";
import { type MarkdownLanguage, markdownWords } from "./labels";

const schema: Schema = {
  ...defaultSchema,
  // Ids come from footnotes only; remark-rehype prefixes both the ids and the links to them.
  clobber: [],
  protocols: { href: ["http", "https", "mailto"], src: ["https", "picture"] },
  attributes: {
    ...defaultSchema.attributes,
    input: ["disabled", "checked", ["type", "checkbox"]],
    "*": ["align", "id", "title", "ariaDescribedBy", "ariaLabel", "alt", "start"],
  },
};

function remarkJapaneseMarks(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), ...besideJapaneseMarks()];
}

export interface Part {
  markdown: string;
  idPrefix: string;
  language: MarkdownLanguage;
  /** Whether code is coloured. */
  isColoured: boolean;
}

/** Throws where the libraries do. */
export function renderPart({ markdown, idPrefix, language, isColoured }: Part): string {
  const words = markdownWords[language];
  const noteLabels = {
    footnoteLabel: words.footnotes,
    footnoteBackLabel: (note: number, time: number) => words.backTo(`${note + 1}${time > 1 ? `-${time}` : ""}`),
  };
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkJapaneseMarks)
    .use(remarkRehype, { clobberPrefix: idPrefix, ...noteLabels })
    .use(rehypeSanitize, schema)
    .use(isColoured ? [rehypeHighlight] : [])
    .use(() => (tree: Root) => decorate(tree, idPrefix, words))
    .use(rehypeStringify);
  return String(processor.processSync(markdown));
}
