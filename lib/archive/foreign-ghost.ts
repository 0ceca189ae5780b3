// Ghost's JSON export: `db[0].data` with posts, tags and which has which. A post has its HTML, or else its editor's document.
import { z } from "zod";
import { lexicalToHtml } from "./foreign-ghost-lexical";
import { mobiledocToHtml } from "./foreign-ghost-mobiledoc";
import type { ForeignPiece } from "./foreign-made-text";

const text = z.string().nullish();
const post = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  title: text,
  slug: text,
  html: text,
  mobiledoc: text,
  lexical: text,
  status: text,
  type: text,
  page: z.union([z.boolean(), z.number()]).nullish(),
  published_at: z.union([z.string(), z.number()]).nullish(),
  custom_excerpt: text,
});
const data = z.object({
  posts: z.array(post),
  tags: z.array(z.object({ id: z.union([z.string(), z.number()]).transform(String), name: text })).nullish(),
  posts_tags: z
    .array(
      z.object({
        post_id: z.union([z.string(), z.number()]).transform(String),
        tag_id: z.union([z.string(), z.number()]).transform(String),
      }),
    )
    .nullish(),
});
const exported = z.union([
  z.object({ db: z.array(z.object({ data })).min(1) }).transform(({ db }) => db[0]?.data),
  z.object({ data }).transform((whole) => whole.data),
]);

type Post = z.output<typeof post>;

function htmlOf({ html, mobiledoc, lexical }: Post): string {
  if (html?.trim()) return html;
  if (lexical?.trim()) return lexicalToHtml(lexical);
  return mobiledoc?.trim() ? mobiledocToHtml(mobiledoc) : "";
}

const instantOf = (value: string | number | null | undefined) =>
  value && !Number.isNaN(new Date(value).getTime()) ? new Date(value).toISOString() : undefined;

/** `others`: how many pages it has, which are no pieces. Undefined for JSON that is none of Ghost's. */
export function readGhost(json: unknown): { pieces: (() => ForeignPiece)[]; others: number } | undefined {
  const found = exported.safeParse(json).data;
  if (!found) return undefined;
  const names = new Map(found.tags?.map(({ id, name }) => [id, name ?? ""]));
  const tagsOf = new Map<string, string[]>();
  for (const { post_id, tag_id } of found.posts_tags ?? [])
    tagsOf.set(post_id, [...(tagsOf.get(post_id) ?? []), names.get(tag_id) ?? ""]);
  const posts = found.posts.filter(({ type, page }) => type !== "page" && !page);
  const pieces = posts.map((each) => () => ({
    title: each.title ?? "",
    dek: each.custom_excerpt ?? undefined,
    slug: each.slug || each.id,
    date: instantOf(each.published_at),
    // Those that begin with # are the shop's own, not for readers.
    tags: (tagsOf.get(each.id) ?? []).filter((tag) => tag && !tag.startsWith("#")),
    isDraft: each.status !== "published" && each.status !== "sent",
    html: htmlOf(each),
  }));
  return { pieces, others: found.posts.length - posts.length };
}
