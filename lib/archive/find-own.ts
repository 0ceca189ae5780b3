// Which items of a plan the shop has already: by the id they were exported with, or else by their address.
import type { Api } from "../api-client/retrying";
import type { PlannedItem } from "./plan";

interface OwnItem {
  id: string;
  slug: string;
}

interface OwnPage {
  rows: OwnItem[];
  next: string | null;
}

export async function listOwn(api: Api): Promise<OwnItem[]> {
  const own: OwnItem[] = [];
  let cursor: string | null = null;
  do {
    const query = cursor === null ? "" : `?cursor=${encodeURIComponent(cursor)}`;
    const page: OwnPage = await api.call<OwnPage>("GET", `/api/creators/me/items${query}`);
    own.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null);
  return own;
}

/** Gives the id in this shop of a planned item, or undefined for a new one. */
export function matcherOf(own: OwnItem[]): (planned: PlannedItem) => string | undefined {
  const ids = new Set(own.map(({ id }) => id));
  const bySlug = new Map(own.map(({ id, slug }) => [slug, id]));
  return ({ item }) => {
    if (!item) return undefined;
    return item.id && ids.has(item.id) ? item.id : bySlug.get(item.slug);
  };
}
