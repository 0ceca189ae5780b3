// The editor's fields, as the strings in their controls.

import type { ItemDraftJson, SavedItemJson } from "@/lib/catalog/items/codecs";
import { formatUsd } from "@/lib/kernel/money";
import { typedPrice } from "@/lib/kernel/typed-price";

export type Draft = ItemDraftJson;
export type Saved = SavedItemJson;

export interface Fields {
  title: string;
  dek: string;
  slug: string;
  price: string;
  tags: string;
  preview: string;
  content: string;
}

/** With at least two decimals: "0.40". */
const priceOf = (amount: bigint) => formatUsd(amount).replace(/[$,]/g, "");

export function fieldsOf(draft: Draft): Fields {
  const { title, dek, slug, preview, content } = draft;
  return { title, dek, slug, price: priceOf(BigInt(draft.amount)), tags: draft.tags.join(", "), preview, content };
}

/** The fields as the API takes them. */
type Changes = Partial<Record<Exclude<keyof Fields, "tags">, string> & { tags: string[] }>;
export type SaveBody = Changes & { versionNumber: number; status?: Draft["status"]; autosave?: boolean };

const inputOf: { [K in keyof Fields]: (value: string) => Changes[K] } = {
  title: (value) => value.trim(),
  dek: (value) => value.trim(),
  slug: (value) => value.trim(),
  price: typedPrice,
  tags: (value) =>
    value
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean),
  preview: (value) => value,
  content: (value) => value,
};

export const fieldNames = Object.keys(inputOf) as (keyof Fields)[];

/** Autosaved fields. */
export const textNames: readonly (keyof Fields)[] = ["title", "dek", "preview", "content"];

/** Fields of the item itself, which no version keeps: what readers see of a published item changes with them. */
export const ownNames: readonly (keyof Fields)[] = fieldNames.filter((name) => !textNames.includes(name));

export const isPublic = ({ status }: Pick<Draft, "status">) => status === "listed" || status === "unlisted";

/** Readers see it, or will again once an operator restores it. */
export const isPublished = (draft: Pick<Draft, "status">) => isPublic(draft) || draft.status === "hidden";

type Names = readonly (keyof Fields)[];

export const changedNames = (fields: Fields, saved: Fields, names: Names = fieldNames): (keyof Fields)[] =>
  names.filter((name) => fields[name] !== saved[name]);

export function isChanged(fields: Fields, saved: Fields, names: Names = fieldNames): boolean {
  return changedNames(fields, saved, names).length > 0;
}

export function pick(fields: Partial<Fields>, names: Names): Partial<Fields> {
  return Object.fromEntries(names.filter((name) => name in fields).map((name) => [name, fields[name]]));
}

/** The changed fields in the API's form, as a PATCH body. */
export function changesOf(fields: Fields, saved: Fields, names: Names = fieldNames): Changes {
  return Object.fromEntries(changedNames(fields, saved, names).map((name) => [name, inputOf[name](fields[name])])) as Changes;
}
