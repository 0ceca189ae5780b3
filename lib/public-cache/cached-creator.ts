// A creator's public profile and the first page of their shop, through the public cache.

import type { CreatorProfile } from "../catalog/creators/codecs";
import { type Found, findShop, requireOpen } from "../catalog/creators/find-creator";
import type { MarketPage } from "../catalog/market/codecs";
import { listMarket } from "../catalog/market/list-market";
import type { PublicCacheDeps } from "./public-cache";

/** One who is suspended is not cached. */
export function findCachedShop(deps: PublicCacheDeps, handle: string): Promise<Found | undefined> {
  return deps.publicCache.get(
    `creator @${handle}`,
    () => findShop(deps, handle),
    (found) => ("creator" in found ? [found.creator.id] : null),
  );
}

/** The same; refuses with `removed` one who is suspended. */
export async function findCachedCreator(deps: PublicCacheDeps, handle: string): Promise<CreatorProfile | undefined> {
  return requireOpen(await findCachedShop(deps, handle));
}

export function listCachedShop(deps: PublicCacheDeps, { id, handle }: CreatorProfile): Promise<MarketPage> {
  return deps.publicCache.get(
    `shop @${handle}`,
    () => listMarket(deps, { creatorHandle: handle }),
    () => [id],
  );
}
