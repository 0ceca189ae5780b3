// A creator's public profile and the first page of their shop, through the public cache.

import type { CreatorProfile } from "../catalog/creators/codecs";
import { findCreator } from "../catalog/creators/find-creator";
import type { MarketPage } from "../catalog/market/codecs";
import { listMarket } from "../catalog/market/list-market";
import type { PublicCacheDeps } from "./public-cache";

export function findCachedCreator(deps: PublicCacheDeps, handle: string): Promise<CreatorProfile | undefined> {
  return deps.publicCache.get(
    `creator @${handle}`,
    () => findCreator(deps, { handle }),
    ({ id }) => [id],
  );
}

export function listCachedShop(deps: PublicCacheDeps, { id, handle }: CreatorProfile): Promise<MarketPage> {
  return deps.publicCache.get(
    `shop @${handle}`,
    () => listMarket(deps, { creatorHandle: handle }),
    () => [id],
  );
}
