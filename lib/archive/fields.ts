// The fields of an item, under the names that Ghost, Substack, Jekyll, Hugo and we give them.
import { slugOf } from "../catalog/items/slug";
import { typedPrice } from "../kernel/typed-price";
import type { Matter, MatterValue } from "./front-matter";
import { withoutPercents, withoutReferences } from "./plain-words";
import { type GivenTags, tagsFrom } from "./tags";

const names = {
  title: ["title"],
  dek: ["dek", "subtitle", "description", "excerpt", "custom_excerpt", "summary"],
  slug: ["slug", "url_slug"],
  price: ["price", "price_usd", "price_usdc"],
  date: ["date", "publishedAt", "published_at", "pubDate", "datePublished"],
  id: ["id"],
  kind: ["kind"],
  status: ["status", "visibility"],
  draft: ["draft"],
  published: ["published"],
  scheduledFor: ["scheduledFor"],
  coverAlt: ["coverAlt", "feature_image_alt"],
  divider: ["divider"],
  number: ["version"],
  publishedVersion: ["publishedVersion"],
  scheduledListed: ["scheduledListed"],
} as const;
type Name = keyof typeof names;

function find(matter: Matter, name: Name): MatterValue | undefined {
  const lowered = new Map(Object.entries(matter).map(([key, value]) => [key.toLowerCase(), value]));
  for (const candidate of names[name]) {
    const value = lowered.get(candidate.toLowerCase());
    if (value !== undefined && value !== null && value !== "" && value !== "~") return value;
  }
  return undefined;
}

const onOneLine = (text: string) => text.replace(/\s+/g, (run) => (/[\n\t]/.test(run) ? " " : run));

/** A value as one line of text; undefined for a list, a mapping or nothing. */
export function textOf(matter: Matter, name: Name): string | undefined {
  const value = find(matter, name);
  return typeof value === "string" ? withoutReferences(onOneLine(value)).trim() : undefined;
}

const tagFields = ["tags", "tag", "categories", "category", "keywords"];

/** Of every field that has some: a list, or words between commas. */
export function tagsOf(matter: Matter): GivenTags {
  const given = Object.entries(matter).filter(([key]) => tagFields.includes(key.toLowerCase()));
  const lists = given
    .sort(([a], [b]) => tagFields.indexOf(a.toLowerCase()) - tagFields.indexOf(b.toLowerCase()))
    .map(([, value]) => (Array.isArray(value) ? value : typeof value === "string" ? value.split(",") : []));
  return tagsFrom(lists.flat().flatMap((tag) => (typeof tag === "string" ? [withoutReferences(tag)] : [])));
}

/** When it was published, if that was in the past; undefined for what is no date. */
export function publishedAtOf(matter: Matter): string | undefined {
  const time = Date.parse(
    textOf(matter, "date")?.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d(?::\d\d)?) ?([+-]\d\d):?(\d\d)$/, "$1T$2$3:$4") ?? "",
  );
  return time > 0 && time < Date.now() ? new Date(time).toISOString() : undefined;
}

/** What is no price stays as it is, to be told. */
export function priceOf(matter: Matter): string | undefined {
  const text = textOf(matter, "price");
  return text === undefined ? undefined : typedPrice(text);
}

export type Intent = "draft" | "scheduled" | "listed" | "unlisted" | "removed";

const intents: Record<string, Intent> = {
  draft: "draft",
  private: "draft",
  hidden: "draft",
  scheduled: "scheduled",
  unlisted: "unlisted",
  removed: "removed",
};
const isTrue = (text: string | undefined) => text !== undefined && /^(?:true|yes|1)$/i.test(text);
const isFalse = (text: string | undefined) => text !== undefined && /^(?:false|no|0)$/i.test(text);

/** What it was where it comes from; what says nothing was meant to be read. */
export function intentOf(matter: Matter): Intent {
  if (isTrue(textOf(matter, "draft")) || isFalse(textOf(matter, "published"))) return "draft";
  return intents[textOf(matter, "status")?.toLowerCase() ?? ""] ?? "listed";
}

/** The name of its file: Jekyll's date before it and Hugo's `index.md` are not part of it. */
function stemOf(path: string): string {
  const parts = path.replace(/\.(?:md|markdown)$/i, "").split("/");
  const last = parts.at(-1) ?? "";
  const stem = /^(?:item|index|_index)$/i.test(last) ? (parts.at(-2) ?? last) : last;
  return withoutPercents(stem.replace(/^\d{4}-\d{2}-\d{2}-(?=.)/, ""));
}

/** The slug it names, or one from its file. */
export function slugFor(matter: Matter, path: string): { slug: string; named: string | undefined } {
  const named = textOf(matter, "slug")?.split("/").filter(Boolean).at(-1);
  if (named) return { slug: slugOf(withoutPercents(named)), named };
  return { slug: slugOf(stemOf(path)), named: undefined };
}

/** A title from the file's name; an address there is made words. */
export function titleFor(path: string): string {
  const stem = stemOf(path).normalize("NFC");
  const words = /\s/.test(stem) ? stem : stem.replace(/[-_]+/g, " ");
  return words.trim().replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
