// A piece out of another program's export, as the Markdown file that it would be.
import type { SourceFile } from "../api-client/source-file";
import { htmlToMarkdown } from "./foreign-html-to-markdown";
import { writeFrontMatter } from "./front-matter";

export interface ForeignPiece {
  title: string;
  dek?: string | undefined;
  slug: string;
  date?: string | undefined;
  tags?: string[];
  isDraft: boolean;
  isUnlisted?: boolean;
  /** One of both. */
  html?: string;
  markdown?: string;
}

/** Names are read with their character references decoded. */
const escaped = (text: string | undefined) => text?.replace(/\s+/g, " ").trim().replaceAll("&", "&amp;") || undefined;

/** `folder`: where it lay, with its slash. May throw for HTML that is nested beyond all measure. */
export function madeText(folder: string, piece: ForeignPiece): SourceFile {
  const { title, dek, slug, date, tags = [], isDraft, isUnlisted, html = "", markdown } = piece;
  const matter = {
    title: escaped(title),
    dek: escaped(dek),
    slug: escaped(slug),
    date,
    tags: tags.length ? tags.map(escaped) : undefined,
    status: isDraft ? "draft" : isUnlisted ? "unlisted" : undefined,
  };
  const text = `${writeFrontMatter(matter)}${markdown ?? htmlToMarkdown(html)}\n`;
  const bytes = new TextEncoder().encode(text);
  const name = slug.replace(/[^\p{L}\p{N}._-]+/gu, "-").slice(0, 120) || "piece";
  return { path: `${folder}${name}.md`, bytes: bytes.byteLength, stream: () => new Blob([bytes]).stream() };
}
