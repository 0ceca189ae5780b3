// Which items of a plan the shop has already: by the id they were exported with, or else by their address.
import type { AnswerOf, Client } from "../api-client/client";
import type { PlannedItem } from "./plan";

type OwnItem = AnswerOf<"GET /api/creators/me/items">["rows"][number];

/** All of them, page by page. */
export async function listOwn({ call }: Client): Promise<OwnItem[]> {
  const items: OwnItem[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: AnswerOf<"GET /api/creators/me/items"> = await call("GET /api/creators/me/items", { query: { cursor } });
    items.push(...page.rows);
    cursor = page.next;
  }
  return items;
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
