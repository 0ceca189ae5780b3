// An item as everybody sees it, with what there is to see of its files.
import { findItemDetail } from "../catalog/items/find-item";
import type { ItemDetail } from "../catalog/types";
import { listShown } from "../previews/list-previews";
import type { ShownPreview } from "../previews/types";
import type { ShowDeps } from "./showcase";

export interface ShownItem {
  item: ItemDetail;
  /** None of an article. */
  previews: ShownPreview[];
}

type Key = { itemId: string } | { handle: string; slug: string };

/** Undefined for what does not exist or is a draft; refuses with `removed` for what was taken down. */
export function showItem(deps: ShowDeps, key: Key): Promise<ShownItem | undefined> {
  const read = async () => {
    const item = await findItemDetail(deps, key);
    return item && { item, previews: item.kind === "file" ? await listShown(deps, item.versionId) : [] };
  };
  const name = "itemId" in key ? key.itemId : `@${key.handle}/${key.slug}`;
  return deps.showcase.show(`item ${name}`, read, ({ item }) => [item.creator.id]);
}
