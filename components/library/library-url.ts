// The library's filters in the URL, as in the market.
import { one, oneOf, type SearchParams } from "@/components/market/market-url";
import { idPattern } from "@/lib/kernel/ids";
import type { LibraryQuery } from "@/lib/payments/library/codecs";
import { librarySorts, libraryStates } from "@/lib/payments/types";

export function readLibraryQuery(params: SearchParams): LibraryQuery {
  const cursor = one(params.cursor);
  return {
    search: one(params.search)?.slice(0, 120),
    kind: oneOf(["article", "file"], params.kind),
    state: oneOf(libraryStates, params.state),
    sort: oneOf(librarySorts, params.sort),
    cursor: cursor && idPattern("pur").test(cursor) ? cursor : undefined,
  };
}

export const isFiltered = ({ search, kind, state }: LibraryQuery): boolean => Boolean(search ?? kind ?? state);

export function libraryParams({ search, kind, state, sort, cursor }: LibraryQuery): [name: string, value: string][] {
  const entries = Object.entries({ search, kind, state, sort: sort === "newest" ? undefined : sort, cursor });
  return entries.filter((entry): entry is [string, string] => Boolean(entry[1]));
}

/** The library's URL with these filters changed, on the first page. */
export function libraryUrl(query: LibraryQuery, change: Partial<LibraryQuery> = {}): string {
  const params = new URLSearchParams(libraryParams({ ...query, cursor: undefined, ...change }));
  return params.size ? `/library?${params}` : "/library";
}

/** The URL for reading an item; a removed one has a page in the library. */
export const readingPath = (item: { itemId: string; handle: string; slug: string; removed: boolean }) =>
  item.removed ? `/library/${item.itemId}` : `/@${item.handle}/${item.slug}`;
