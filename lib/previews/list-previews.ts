// The previews of an item's files, for readers and for its creator.
import { getOwned } from "../catalog/items/draft";
import { getItemDetail } from "../catalog/items/find-item";
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import type { OwnPreview, ShownPreview } from "./codecs";
import { selectOwn, selectShown } from "./preview-queries";

/** The previews of a published version's files; files without one are not in the list. */
export function listShown({ db }: { db: Db }, versionId: string): Promise<ShownPreview[]> {
  return selectShown(db, versionId);
}

/** The same by item id; throws where the item's page would. */
export async function listPreviews({ db }: { db: Db }, itemId: string): Promise<ShownPreview[]> {
  const { versionId } = await getItemDetail({ db }, { itemId });
  return selectShown(db, versionId);
}

/** Every file of the draft with the state of its preview. */
export async function listOwnPreviews({ db }: { db: Db }, wallet: Address, itemId: string): Promise<OwnPreview[]> {
  const { draftVersionId } = await getOwned(db, wallet, itemId);
  return draftVersionId ? selectOwn(db, draftVersionId) : [];
}
