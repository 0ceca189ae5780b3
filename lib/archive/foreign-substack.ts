// Substack's export: posts.csv says what there is, posts/<id>.html has the text.
import { parse } from "csv-parse/browser/esm/sync";
import { z } from "zod";
import type { ForeignPiece } from "./foreign-made-text";

const row = z.object({
  post_id: z.string().min(1),
  post_date: z.string().default(""),
  is_published: z.string().default(""),
  title: z.string().default(""),
  subtitle: z.string().default(""),
  type: z.string().default(""),
});
export type SubstackPost = z.output<typeof row>;

/** Undefined for a table that is none of Substack's. */
export function readSubstack(csv: string): SubstackPost[] | undefined {
  try {
    const rows = parse(csv, { columns: true, bom: true, relax_column_count: true, skip_empty_lines: true });
    return z.array(row).min(1).safeParse(rows).data;
  } catch {
    return undefined;
  }
}

export function substackPiece({ post_id, post_date, is_published, title, subtitle }: SubstackPost, html: string): ForeignPiece {
  return {
    title,
    dek: subtitle,
    slug: post_id.replace(/^\d+\./, "") || post_id,
    date: Number.isNaN(Date.parse(post_date)) ? undefined : new Date(post_date).toISOString(),
    isDraft: !/^true$/i.test(is_published),
    html,
  };
}
