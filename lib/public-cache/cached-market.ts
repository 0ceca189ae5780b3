// The market's first pages and the tags in use, through the public cache. Searches, price limits and later pages are unbounded in
// number and are read from the database.
import { openMarket } from "../catalog/market/list-market";
import { listTags, type TagCount } from "../catalog/market/list-tags";
import type { MarketQuery, OpenMarket } from "../catalog/market/types";
import { canonicalTag } from "../catalog/text";
import { market, type PublicCacheDeps } from "./public-cache";

export function openCachedMarket(deps: PublicCacheDeps, query: MarketQuery): Promise<OpenMarket> {
  const { search, priceMax, cursor, kind, length, sort } = query;
  if (search || priceMax !== undefined || cursor) return openMarket(deps, query);
  const tag = query.tag && canonicalTag(query.tag);
  return deps.publicCache.get(
    `market ${JSON.stringify([kind, length, sort, tag])}`,
    () => openMarket(deps, query),
    // An empty list is not cached: tags that nobody uses are unbounded in number.
    ({ rows }) => (rows.length > 0 ? [market] : null),
  );
}

export function listCachedTags(deps: PublicCacheDeps): Promise<TagCount[]> {
  return deps.publicCache.get(
    "tags",
    () => listTags(deps),
    () => [market],
  );
}
