// Switches a preview on or off. One that is off is hidden from readers at once, in every version.
import { getOwned } from "../catalog/items/draft";
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import { Refusal } from "../kernel/errors";
import { updateShown } from "./outcome-queries";

export async function showPreview(
  { db }: { db: Db },
  wallet: Address,
  itemId: string,
  fileId: string,
  isShown: boolean,
): Promise<void> {
  await getOwned(db, wallet, itemId);
  if (!(await updateShown(db, wallet, itemId, fileId, isShown))) throw new Refusal("not_found", "This item has no such file.");
}
