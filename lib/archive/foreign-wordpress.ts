// WordPress's export (WXR): RSS with names of its own. It is read without expanding anything: entities that it declares stay words.
import { SaxesParser } from "saxes";
import type { ForeignPiece } from "./foreign-made-text";
import { withoutReferences } from "./plain-words";

interface Post {
  fields: Map<string, string>;
  tags: string[];
}

const kept = new Set([
  "title",
  "content:encoded",
  "excerpt:encoded",
  "wp:post_name",
  "wp:post_id",
  "wp:status",
  "wp:post_type",
  "wp:post_date_gmt",
  "wp:post_password",
]);

function readPosts(xml: string): Post[] {
  const posts: Post[] = [];
  let post: Post | undefined;
  let text = "";
  let domain = "";
  const parser = new SaxesParser();
  // What is not well-formed is read as far as it goes.
  parser.on("error", () => undefined);
  parser.on("opentag", ({ name, attributes }) => {
    text = "";
    domain = String(attributes.domain ?? "");
    if (name === "item") post = { fields: new Map(), tags: [] };
  });
  const add = (more: string) => {
    text += more;
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("closetag", ({ name }) => {
    if (post && kept.has(name)) post.fields.set(name, text);
    if (post && name === "category" && /^(?:post_tag|category)$/.test(domain)) post.tags.push(text);
    if (post && name === "item") {
      posts.push(post);
      post = undefined;
    }
    text = "";
  });
  parser.write(xml).close();
  return posts;
}

const isBlocks = (html: string) => /<(?:p|div|h[1-6]|ul|ol|blockquote|table|figure|pre)[\s>]|<!-- wp:/i.test(html);

/** The classic editor leaves paragraphs to empty lines. */
function withParagraphs(html: string): string {
  const plain = html.replace(/\[\/?caption[^[\]\n]*\]/g, "").replace(/\r\n?/g, "\n");
  if (isBlocks(plain)) return plain;
  const blocks = plain.split(/\n[ \t]*\n/).map((block) => block.trim());
  return blocks
    .filter(Boolean)
    .map((block) => (/^<!--\s*\w+\s*-->$/.test(block) ? block : `<p>${block.replaceAll("\n", "<br>")}</p>`))
    .join("\n");
}

function pieceOf({ fields, tags }: Post): ForeignPiece {
  const field = (name: string) => fields.get(name)?.trim() ?? "";
  const date = `${field("wp:post_date_gmt").replace(" ", "T")}Z`;
  return {
    // Its names are HTML.
    title: withoutReferences(field("title").replace(/<[^<>]*>/g, "")),
    dek: withoutReferences(field("excerpt:encoded").replace(/<[^<>]*>/g, " ")),
    slug: field("wp:post_name") || `post-${field("wp:post_id")}`,
    date: Number.isNaN(Date.parse(date)) ? undefined : date,
    tags: tags.map(withoutReferences).filter((tag) => !/^uncategori[sz]ed$/i.test(tag)),
    isDraft: field("wp:status") !== "publish" || field("wp:post_password") !== "",
    html: withParagraphs(field("content:encoded")),
  };
}

export const isWordPress = (xml: string) => /<rss[\s>]/.test(xml.slice(0, 20_000)) && xml.includes("wordpress.org/export/");

/** `others`: its pages and pictures, which are no pieces. */
export function readWordPress(xml: string): { pieces: (() => ForeignPiece)[]; others: number } {
  const all = readPosts(xml);
  const posts = all.filter(({ fields }) => fields.get("wp:post_type")?.trim() === "post" && fields.get("wp:status") !== "trash");
  return { pieces: posts.map((post) => () => pieceOf(post)), others: all.length - posts.length };
}
