// The market as everybody enters it: its first lists, the tags in use, and what is newest. Searches, prices and later pages have no
// end of forms: they are read as they are asked for.
import { listNewest, openMarket } from "../catalog/list-market";
import { listTags, type TagCount } from "../catalog/list-tags";
import type { ItemSummary, MarketPage, MarketQuery, MarketTotal } from "../catalog/types";
import { market, type ShowDeps } from "./showcase";

type OpenMarket = MarketPage & { total: MarketTotal };

export function showMarket(deps: ShowDeps, query: MarketQuery): Promise<OpenMarket> {
  const { search, priceMax, cursor, kind, tag, length, sort } = query;
  if (search || priceMax !== undefined || cursor) return openMarket(deps, query);
  return deps.showcase.show(
    `market ${JSON.stringify([kind, length, sort, tag])}`,
    () => openMarket(deps, query),
    // Of tags that nobody uses there is no end either.
    ({ rows }) => (rows.length > 0 ? [market] : null),
  );
}

export function showTags(deps: ShowDeps): Promise<TagCount[]> {
  return deps.showcase.show(
    "tags",
    () => listTags(deps),
    () => [market],
  );
}

/** The newest pieces of all, as many as a sitemap names. */
export function showNewest(deps: ShowDeps): Promise<ItemSummary[]> {
  return deps.showcase.show(
    "newest",
    () => listNewest(deps, 1_000),
    () => [market],
  );
}
