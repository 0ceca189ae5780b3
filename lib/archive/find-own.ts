// Which items of a plan the shop has already: by the id they were exported with, or else by their address.
import type { AnswerOf, Client } from "../api-client/client";
import type { PlannedItem } from "./plan";

type OwnItem = AnswerOf<"GET /api/creators/me/items">["rows"][number];

export const listOwn = async ({ call }: Client): Promise<OwnItem[]> => (await call("GET /api/creators/me/items")).rows;

/** Gives the id in this shop of a planned item, or undefined for a new one. */
export function matcherOf(own: OwnItem[]): (planned: PlannedItem) => string | undefined {
  const ids = new Set(own.map(({ id }) => id));
  const bySlug = new Map(own.map(({ id, slug }) => [slug, id]));
  return ({ item }) => {
    if (!item) return undefined;
    return item.id && ids.has(item.id) ? item.id : bySlug.get(item.slug);
  };
}
