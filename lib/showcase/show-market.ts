// The market as everybody enters it: its first lists, and the tags in use. Searches, prices and later pages have no end of forms:
// they are read as they are asked for.
import { openMarket } from "../catalog/market/list-market";
import { listTags, type TagCount } from "../catalog/market/list-tags";
import type { MarketQuery, OpenMarket } from "../catalog/types";
import { market, type ShowDeps } from "./showcase";

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
