// The market's filters live in the URL: read from search params, written back into links. What is not understood is left out.
import { type MarketQuery, type MarketSort, marketSorts } from "@/lib/catalog/types";

export type SearchParams = Record<string, string | string[] | undefined>;

export const one = (value: string | string[] | undefined): string | undefined =>
  (Array.isArray(value) ? value[0] : value)?.trim() || undefined;

export function oneOf<T extends string>(allowed: readonly T[], value: string | string[] | undefined): T | undefined {
  return allowed.find((choice) => choice === one(value));
}

export function readMarketQuery(params: SearchParams): MarketQuery {
  return {
    search: one(params.search)?.slice(0, 120),
    kind: oneOf(["article", "file"], params.kind),
    tag: one(params.tag)?.slice(0, 60),
    sort: oneOf(marketSorts, params.sort),
    cursor: one(params.cursor),
  };
}

/** The order of a market that names none. */
export const sortOf = ({ search, sort }: MarketQuery): MarketSort => sort ?? (search ? "relevance" : "newest");

/** The market with these filters changed; any change goes back to the first page. */
export function marketUrl(query: MarketQuery, change: Partial<MarketQuery> = {}): string {
  const { search, kind, tag, sort, cursor } = { ...query, cursor: undefined, ...change };
  const entries = Object.entries({ search, kind, tag, sort: sort === sortOf({ search }) ? undefined : sort, cursor });
  const params = new URLSearchParams(entries.filter((entry): entry is [string, string] => Boolean(entry[1])));
  return params.size ? `/?${params}` : "/";
}
