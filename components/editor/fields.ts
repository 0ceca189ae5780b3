// What the editor edits: every value as it stands in its control.

import type { Wire } from "@/lib/api-client/wire";
import type { ItemDraft, SavedItem } from "@/lib/catalog/types";
import { formatUsd } from "@/lib/kernel/money";

export type Draft = Wire<ItemDraft>;
export type Saved = Wire<SavedItem>;

export interface Fields {
  title: string;
  dek: string;
  slug: string;
  price: string;
  tags: string;
  preview: string;
  content: string;
}

/** With cents, as people write it: "0.40". */
const priceOf = (amount: bigint) => formatUsd(amount).replace(/[$,]/g, "");

export function fieldsOf(draft: Draft): Fields {
  const { title, dek, slug, preview, content } = draft;
  return { title, dek, slug, price: priceOf(BigInt(draft.amount)), tags: draft.tags.join(", "), preview, content };
}

const inputOf: { [K in keyof Fields]: (value: string) => unknown } = {
  title: (value) => value.trim(),
  dek: (value) => value.trim(),
  slug: (value) => value.trim(),
  price: (value) => value.trim(),
  tags: (value) =>
    value
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean),
  preview: (value) => value,
  content: (value) => value,
};

export const fieldNames = Object.keys(inputOf) as (keyof Fields)[];

/** What belongs to the text and saves itself; the rest holds for buyers at once and is saved on purpose. */
export const textNames: readonly (keyof Fields)[] = ["title", "dek", "preview", "content"];

export function isChanged(fields: Fields, saved: Fields, names = fieldNames as readonly (keyof Fields)[]): boolean {
  return names.some((name) => fields[name] !== saved[name]);
}

/** The body of the PATCH: what differs, in the API's form. */
export function changesOf(
  fields: Fields,
  saved: Fields,
  names = fieldNames as readonly (keyof Fields)[],
): Record<string, unknown> {
  return Object.fromEntries(
    names.filter((name) => fields[name] !== saved[name]).map((name) => [name, inputOf[name](fields[name])]),
  );
}
