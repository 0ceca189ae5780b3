// A creator as everybody sees them, and the first page of what they sell.
import { findCreator } from "../catalog/creators/find-creator";
import { listMarket } from "../catalog/market/list-market";
import type { CreatorProfile, MarketPage } from "../catalog/types";
import type { ShowDeps } from "./showcase";

export function showCreator(deps: ShowDeps, handle: string): Promise<CreatorProfile | undefined> {
  return deps.showcase.show(
    `creator @${handle}`,
    () => findCreator(deps, { handle }),
    ({ id }) => [id],
  );
}

export function showShop(deps: ShowDeps, { id, handle }: CreatorProfile): Promise<MarketPage> {
  return deps.showcase.show(
    `shop @${handle}`,
    () => listMarket(deps, { creatorHandle: handle }),
    () => [id],
  );
}
