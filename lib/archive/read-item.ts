// One Markdown text to an item as the API takes it, with what is wrong with it and what a person should know.

import type { ItemKind } from "../catalog/codecs";
import { type CreateItemInput, createItemSchema } from "../catalog/items/schemas";
import { fieldIssuesOf } from "../kernel/field-issues";
import { countWords } from "../markdown/words";
import { findParts, type Parts, readExactBody, withoutEdges } from "./body";
import { carryTargets } from "./definitions";
import { type Intent, intentOf, priceOf, publishedAtOf, slugFor, tagsOf, textOf, titleFor } from "./fields";
import { type ArchiveFinding, finding } from "./findings";
import { DIVIDER, type FileLine } from "./form";
import { type Matter, splitFrontMatter } from "./front-matter";
import { adaptObsidian } from "./obsidian";

/** An item as the API takes it: `price` in decimal USDC. */
export interface ItemText {
  kind: ItemKind;
  title: string;
  dek: string;
  slug: string;
  price: string;
  tags: string[];
  preview: string;
  content: string;
}

export interface ReadItem extends ItemText {
  /** Id of the item it was exported from. */
  id: string | undefined;
  intent: Intent;
  /** When readers first saw it where it comes from. */
  publishedAt: string | undefined;
  scheduledFor: string | undefined;
  scheduledListed: boolean;
  coverAlt: string | undefined;
  number: number | undefined;
  publishedVersion: number | undefined;
  /** The files it lists; undefined if it has no list. */
  files: FileLine[] | undefined;
  /** Any of these keeps the item out. */
  problems: ArchiveFinding[];
  notes: ArchiveFinding[];
}

const isHash = (text: unknown) => typeof text === "string" && /^[0-9a-f]{64}$/.test(text);

function filesOf(matter: Matter): FileLine[] | undefined {
  const { files } = matter;
  if (!Array.isArray(files)) return files === "" ? [] : undefined;
  return (files as unknown as FileLine[]).filter(
    (file) => typeof file === "object" && file?.path && file.name && isHash(file.sha256),
  );
}

/** The first line as title, if it is a heading, a rule above it perhaps; for a text whose front matter has none. */
function headingOf(body: string): { title: string; rest: string } | undefined {
  const [, rule = "", words, rest = ""] =
    /^\s*((?:-{3,}|\*{3,}|_{3,})[ \t]*\n\s*)?#[ \t]+(\S[^\n]*)(?:\n([\s\S]*))?$/.exec(body) ?? [];
  if (words === undefined) return undefined;
  const title = words.trimEnd().replace(/[ \t]#+$/, "");
  return { title: title.trimEnd(), rest: rule + rest };
}

interface ReadParts extends Parts {
  notes: ArchiveFinding[];
}

/** What an export wrote is taken to the byte; what others wrote is adapted. */
function partsOf(matter: Matter, kind: ItemKind, body: string, isVault: boolean): ReadParts {
  const exact = matter.id && readExactBody(body, textOf(matter, "divider") ?? DIVIDER);
  if (exact) return { ...exact, notes: [] };
  const { body: adapted, links, embeds, openComments } = adaptObsidian(body, isVault);
  const parts = findParts(adapted);
  const notes = [
    ...(links ? [finding("note_links", { count: links })] : []),
    ...(embeds ? [finding("embeds_left_out", { count: embeds })] : []),
    ...(openComments ? [finding("comment_open")] : []),
  ];
  if (parts) {
    const { preview, content, notesMissing, targetsMissing } = carryTargets(parts);
    const stray = [
      ...(notesMissing.length ? [finding("notes_across_line", { count: notesMissing.length })] : []),
      ...(targetsMissing.length ? [finding("targets_across_line", { count: targetsMissing.length })] : []),
    ];
    return { preview, content, notes: [...notes, ...stray] };
  }
  if (kind === "file") return { preview: withoutEdges(adapted), content: "", notes };
  return { preview: "", content: withoutEdges(adapted), notes: [...notes, finding("all_paid")] };
}

/** The item as the API would store it, and what the API would refuse of it, once for each field. */
function check(item: ItemText): { item: ItemText; problems: ArchiveFinding[] } {
  const { data, error } = createItemSchema.safeParse(item satisfies Record<keyof CreateItemInput, unknown>);
  if (data) return { item: { ...item, ...data, price: item.price }, problems: [] };
  const issues = new Map(fieldIssuesOf(error).map((issue) => [issue.path.split(".")[0] ?? "", issue]));
  return { item, problems: [...issues].map(([field, issue]) => finding("field_refused", { field, issue })) };
}

/** What a person should know of an item as it will be. */
function notesOf(item: ItemText, namedSlug: string | undefined): ArchiveFinding[] {
  const isFree = item.kind === "article" && item.content.trim() === "";
  return [
    ...(isFree ? [finding("nothing_paid")] : []),
    ...(namedSlug && namedSlug !== item.slug ? [finding("slug_changed", { slug: item.slug })] : []),
  ];
}

const numberOf = (text: string | undefined) => (text && /^\d{1,9}$/.test(text) ? Number(text) : undefined);

export interface Defaults {
  /** Decimal USDC, for texts without a price. */
  price?: string | undefined;
  /** There are files beside the text. */
  hasFiles: boolean;
  /** It lies in a vault of Obsidian's. */
  isVault?: boolean;
}

/** Throws an ArchiveError for a text that cannot be read at all. */
export function readItem(text: string, path: string, { price: priceDefault, hasFiles, isVault = false }: Defaults): ReadItem {
  const { matter, body } = splitFrontMatter(text);
  const heading = textOf(matter, "title") ? undefined : headingOf(body);
  const named = textOf(matter, "kind");
  const kind: ItemKind = named === "file" || named === "article" ? named : hasFiles ? "file" : "article";
  const { notes, ...parts } = partsOf(matter, kind, heading?.rest ?? body, isVault);
  const { slug, named: namedSlug } = slugFor(matter, path);
  const price = priceOf(matter) ?? priceDefault;
  const titleNamed = textOf(matter, "title") ?? heading?.title;
  const title = titleNamed ?? titleFor(path);
  const { tags, leftOut, merged } = tagsOf(matter);
  const written = { kind, title, dek: textOf(matter, "dek") ?? "", slug, tags, ...parts };
  const { item, problems } = check({ ...written, price: price ?? "1" });
  return {
    ...item,
    price: price ?? "",
    id: textOf(matter, "id"),
    intent: intentOf(matter),
    publishedAt: publishedAtOf(matter),
    scheduledFor: textOf(matter, "scheduledFor"),
    scheduledListed: textOf(matter, "scheduledListed") !== "false",
    coverAlt: textOf(matter, "coverAlt"),
    number: numberOf(textOf(matter, "number")),
    publishedVersion: numberOf(textOf(matter, "publishedVersion")),
    files: filesOf(matter),
    problems: [
      ...(title ? [] : [finding("no_title")]),
      ...(price ? [] : [finding("no_price")]),
      ...(named && named !== kind ? [finding("unknown_kind", { kind: named.slice(0, 40) })] : []),
      ...problems,
    ],
    notes: [
      ...(title && !titleNamed ? [finding("title_from_name", { title })] : []),
      ...notes,
      ...(leftOut.length ? [finding("tags_left_out", { tags: leftOut.join(", ").slice(0, 200) })] : []),
      ...merged.map(({ tag, given }) => finding("tags_merged", { tag, tags: given.join(", ").slice(0, 200) })),
      ...notesOf(item, namedSlug),
    ],
  };
}

export const wordsOf = ({ preview, content }: Parts) => ({ free: countWords(preview), paid: countWords(content) });
