// The market's first pages and the tags in use, through the public cache. Searches, price limits and later pages are unbounded in
// number and are read from the database.
import type { ItemSummary } from "../catalog/items/codecs";
import { listFeatured, openFront, openMarket } from "../catalog/market/list-market";
import { listTags, type TagCount } from "../catalog/market/list-tags";
import type { MarketQuery, OpenFront, OpenMarket } from "../catalog/market/types";
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
    sort === "popular",
  );
}

/** What stands first may be there for its popularity. */
export function openCachedFront(deps: PublicCacheDeps): Promise<OpenFront> {
  return deps.publicCache.get(
    "front",
    () => openFront(deps),
    ({ featured }) => (featured.length > 0 ? [market] : null),
    true,
  );
}

export function listCachedFeatured(deps: PublicCacheDeps): Promise<ItemSummary[]> {
  return deps.publicCache.get(
    "featured",
    () => listFeatured(deps),
    () => [market],
    true,
  );
}

export function listCachedTags(deps: PublicCacheDeps): Promise<TagCount[]> {
  return deps.publicCache.get(
    "tags",
    () => listTags(deps),
    () => [market],
  );
}
