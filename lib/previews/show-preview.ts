// The creator's switch: a preview that is off is nobody else's to see, at once and wherever the file is published.
import { getOwned } from "../catalog/items/draft";
import type { Db } from "../db/client";
import { type Address, lower } from "../kernel/address";
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
  if (!(await updateShown(db, lower(wallet), itemId, fileId, isShown)))
    throw new Refusal("not_found", "This item has no such file.");
}
