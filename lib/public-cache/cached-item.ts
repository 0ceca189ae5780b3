// An item's public detail with the previews of its files, through the public cache.

import type { ItemDetail, RemovedItem } from "../catalog/items/codecs";
import { findItem } from "../catalog/items/find-item";
import { findGone } from "../catalog/items/gone";
import type { ShownPreview } from "../previews/codecs";
import { listShown } from "../previews/list-previews";
import type { PublicCacheDeps } from "./public-cache";

export interface CachedItem {
  item: ItemDetail;
  /** Empty for an article. */
  previews: ShownPreview[];
}

type Key = { itemId: string } | { handle: string; slug: string };

/** Undefined for what does not exist or is a draft. What was taken down is not cached. */
export function findCachedOrRemoved(deps: PublicCacheDeps, key: Key): Promise<CachedItem | { removed: RemovedItem } | undefined> {
  const read = async () => {
    const found = await findItem(deps, key);
    if (!found || "removed" in found) return found;
    const { item } = found;
    return { item, previews: item.kind === "file" ? await listShown(deps, item.versionId) : [] };
  };
  const name = "itemId" in key ? key.itemId : `@${key.handle}/${key.slug}`;
  return deps.publicCache.get(`item ${name}`, read, (found) => ("removed" in found ? null : [found.item.creator.id]));
}

/** The same; refuses with `removed` what was taken down. */
export async function findCachedItem(deps: PublicCacheDeps, key: Key): Promise<CachedItem | undefined> {
  const found = await findCachedOrRemoved(deps, key);
  if (found && "removed" in found) throw findGone(found.removed);
  return found;
}
