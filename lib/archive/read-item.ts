// One Markdown text to an item as the API takes it, with what is wrong with it and what a person should know, in sentences.

import { type CreateItemInput, createItemSchema } from "../catalog/schemas";
import type { ItemKind } from "../catalog/types";
import { countWords } from "../markdown/words";
import { findParts, type Parts, readExactBody, tidyBody } from "./body";
import { type Intent, intentOf, priceOf, slugFor, tagsOf, textOf } from "./fields";
import { DIVIDER, type FileLine } from "./form";
import { type Matter, splitFrontMatter } from "./front-matter";

/** What an item's text says, in the form the API takes: `price` in decimal USDC. */
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
  /** Of the item it was exported from. */
  id: string | undefined;
  intent: Intent;
  scheduledFor: string | undefined;
  scheduledListed: boolean;
  coverAlt: string | undefined;
  number: number | undefined;
  publishedVersion: number | undefined;
  /** What it says about its files; undefined if it says nothing. */
  files: FileLine[] | undefined;
  problems: string[];
  notes: string[];
}

const isHash = (text: unknown) => typeof text === "string" && /^[0-9a-f]{64}$/.test(text);

function filesOf(matter: Matter): FileLine[] | undefined {
  const { files } = matter;
  if (!Array.isArray(files)) return files === "" ? [] : undefined;
  return (files as unknown as FileLine[]).filter(
    (file) => typeof file === "object" && file?.path && file.name && isHash(file.sha256),
  );
}

/** A first line that is a heading is the title of a text that names none. */
function headingOf(body: string): { title: string; rest: string } | undefined {
  const [, title, rest = ""] = /^\s*#[ \t]+(\S.*?)[ \t]*#*[ \t]*(?:\n([\s\S]*))?$/.exec(body) ?? [];
  return title === undefined ? undefined : { title, rest };
}

function partsOf(matter: Matter, kind: ItemKind, body: string): Parts & { notes: string[] } {
  const exact = matter.id && readExactBody(body, textOf(matter, "divider") ?? DIVIDER);
  const parts = exact || findParts(body);
  if (parts) return { ...parts, notes: [] };
  if (kind === "file") return { preview: tidyBody(body), content: "", notes: [] };
  const notes = [
    "No line says where the paid part begins, so all of it is paid: readers see the title and the description before they buy.",
  ];
  return { preview: "", content: tidyBody(body), notes };
}

/** Pictures that stood beside the text are not brought along. */
function picturesOf({ preview, content }: Parts): string[] {
  const local = [...`${preview}\n${content}`.matchAll(/!\[[^\]\n]{0,300}\]\((?!https:)[^)\s]{1,500}/g)].length;
  return local
    ? [`${local === 1 ? "One picture is" : `${local} pictures are`} not on the web by https and will not be shown.`]
    : [];
}

const fieldNames: Record<string, string> = { dek: "description", content: "paid part", preview: "free part" };

/** The item as the API would store it, and what the API would say against it. */
function check(item: ItemText): { item: ItemText; problems: string[] } {
  const { data, error } = createItemSchema.safeParse(item satisfies Record<keyof CreateItemInput, unknown>);
  if (data) return { item: { ...item, ...data, price: item.price }, problems: [] };
  const issues = error.issues.map(({ path: [field], message }) => [String(field), message] as const);
  return {
    item,
    problems: [...new Map(issues)].map(([field, message]) =>
      message.startsWith("The ") ? message : `The ${fieldNames[field] ?? field}: ${message}`,
    ),
  };
}

const numberOf = (text: string | undefined) => (text && /^\d{1,9}$/.test(text) ? Number(text) : undefined);

export interface Defaults {
  /** For texts that name none; decimal USDC. */
  price?: string | undefined;
  /** There are files beside the text. */
  hasFiles: boolean;
}

/** Throws `UnreadableText` for what cannot be read at all. */
export function readItem(text: string, path: string, { price: priceDefault, hasFiles }: Defaults): ReadItem {
  const { matter, body } = splitFrontMatter(text);
  const heading = textOf(matter, "title") ? undefined : headingOf(body);
  const named = textOf(matter, "kind");
  const kind: ItemKind = named === "file" || named === "article" ? named : hasFiles ? "file" : "article";
  const { notes, ...parts } = partsOf(matter, kind, heading?.rest ?? body);
  const { slug, named: namedSlug } = slugFor(matter, path);
  const price = priceOf(matter) ?? priceDefault;
  const title = textOf(matter, "title") ?? heading?.title ?? "";
  const written = { kind, title, dek: textOf(matter, "dek") ?? "", slug, tags: tagsOf(matter), ...parts };
  const { item, problems } = check({ ...written, price: price ?? "1" });
  const isFree = kind === "article" && item.content.trim() === "";
  return {
    ...item,
    price: price ?? "",
    id: textOf(matter, "id"),
    intent: intentOf(matter),
    scheduledFor: textOf(matter, "scheduledFor"),
    scheduledListed: textOf(matter, "scheduledListed") !== "false",
    coverAlt: textOf(matter, "coverAlt"),
    number: numberOf(textOf(matter, "number")),
    publishedVersion: numberOf(textOf(matter, "publishedVersion")),
    files: filesOf(matter),
    problems: [
      ...(title ? [] : ["It has no title: write “title: …” in its front matter, or begin it with a heading."]),
      ...(price ? [] : ["It names no price, and no price for such pieces was given."]),
      ...(named && named !== kind ? [`Its kind is “${named.slice(0, 40)}”; it can be article or file.`] : []),
      ...problems,
    ],
    notes: [
      ...notes,
      ...(isFree ? ["Nothing of it is paid: it can be a draft, and is not published before something is."] : []),
      ...(namedSlug && namedSlug !== slug ? [`Its address becomes “${slug}”.`] : []),
      ...picturesOf(parts),
    ],
  };
}

export const wordsOf = ({ preview, content }: Parts) => ({ free: countWords(preview), paid: countWords(content) });
