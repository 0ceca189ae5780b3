import { one, oneOf, type SearchParams } from "@/components/market/market-url";
import type { OwnedItem } from "@/lib/payments/types";

const sorts = ["newest", "oldest", "title"] as const;

export interface LibraryQuery {
  search: string | undefined;
  sort: (typeof sorts)[number];
}

export function readLibraryQuery(params: SearchParams): LibraryQuery {
  return { search: one(params.search)?.slice(0, 120), sort: oneOf(sorts, params.sort) ?? "newest" };
}

const order = {
  newest: (a: OwnedItem, b: OwnedItem) => b.purchasedAt.getTime() - a.purchasedAt.getTime(),
  oldest: (a: OwnedItem, b: OwnedItem) => a.purchasedAt.getTime() - b.purchasedAt.getTime(),
  title: (a: OwnedItem, b: OwnedItem) => a.title.localeCompare(b.title, "en"),
};

/** A library is small and comes whole: it is searched and sorted here. */
export function arrange(items: OwnedItem[], { search, sort }: LibraryQuery): OwnedItem[] {
  const words = (search ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (item: OwnedItem) =>
    words.every((word) => `${item.title} ${item.creatorName} ${item.handle}`.toLowerCase().includes(word));
  return items.filter(matches).sort(order[sort]);
}
