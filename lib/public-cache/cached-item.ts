// An item's public detail with the previews of its files, through the public cache.

import type { ItemDetail } from "../catalog/items/codecs";
import { findItemDetail } from "../catalog/items/find-item";
import type { ShownPreview } from "../previews/codecs";
import { listShown } from "../previews/list-previews";
import type { PublicCacheDeps } from "./public-cache";

export interface CachedItem {
  item: ItemDetail;
  /** Empty for an article. */
  previews: ShownPreview[];
}

type Key = { itemId: string } | { handle: string; slug: string };

/** Undefined for what does not exist or is a draft; refuses with `removed` for what was taken down. */
export function findCachedItem(deps: PublicCacheDeps, key: Key): Promise<CachedItem | undefined> {
  const read = async () => {
    const item = await findItemDetail(deps, key);
    return item && { item, previews: item.kind === "file" ? await listShown(deps, item.versionId) : [] };
  };
  const name = "itemId" in key ? key.itemId : `@${key.handle}/${key.slug}`;
  return deps.publicCache.get(`item ${name}`, read, ({ item }) => [item.creator.id]);
}
