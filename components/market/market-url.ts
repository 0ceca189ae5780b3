// The market's filters in the URL, parsed from search params and written into links. Unknown values are ignored.
import { type MarketQuery, type MarketSort, marketSorts, readingLengths } from "@/lib/catalog/market/types";
import { DECIMAL_USDC, parseUsdc, toDecimal } from "@/lib/kernel/money";

export type SearchParams = Record<string, string | string[] | undefined>;

export const one = (value: string | string[] | undefined): string | undefined =>
  (Array.isArray(value) ? value[0] : value)?.trim() || undefined;

export function oneOf<T extends string>(allowed: readonly T[], value: string | string[] | undefined): T | undefined {
  return allowed.find((choice) => choice === one(value));
}

export function readMarketQuery(params: SearchParams): MarketQuery {
  const price = one(params.price);
  return {
    search: one(params.search)?.slice(0, 120),
    kind: oneOf(["article", "file"], params.kind),
    tag: one(params.tag)?.slice(0, 60),
    priceMax: price && DECIMAL_USDC.test(price) ? parseUsdc(price) : undefined,
    length: oneOf(readingLengths, params.length),
    sort: oneOf(marketSorts, params.sort),
    cursor: one(params.cursor),
  };
}

/** The default order. */
export const sortOf = ({ search, sort }: MarketQuery): MarketSort => sort ?? (search ? "relevance" : "newest");

export const isFiltered = ({ search, kind, tag, priceMax, length }: MarketQuery): boolean =>
  [search, kind, tag, priceMax, length].some((filter) => filter !== undefined);

/** Nothing is asked for: what stands first is chosen. */
export const isFront = (query: MarketQuery): boolean => !isFiltered(query) && !query.cursor && sortOf(query) === "newest";

/** A query as search params, without default values. */
export function marketParams({
  search,
  kind,
  tag,
  priceMax,
  length,
  sort,
  cursor,
}: MarketQuery): [name: string, value: string][] {
  const price = priceMax === undefined ? undefined : toDecimal(priceMax);
  const shown = sort === sortOf({ search }) ? undefined : sort;
  const entries = Object.entries({ search, kind, tag, price, length, sort: shown, cursor });
  return entries.filter((entry): entry is [string, string] => Boolean(entry[1]));
}

/** The market's URL with these filters changed, on the first page. */
export function marketUrl(query: MarketQuery, change: Partial<MarketQuery> = {}): string {
  const params = new URLSearchParams(marketParams({ ...query, cursor: undefined, ...change }));
  return params.size ? `/?${params}` : "/";
}
