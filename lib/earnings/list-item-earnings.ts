// What each item earned, those that earned most first, page by page.
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import { decodeCursor, encodeCursor, isAmount } from "../kernel/cursor";
import { PAGE_SIZE, type Page, toPage } from "../kernel/page";
import type { ItemEarnings } from "./codecs";
import { selectItems, selectItemTitle } from "./earnings-queries";

export async function listItemEarnings(
  { db }: { db: Db },
  wallet: Address,
  cursor?: string,
  size = PAGE_SIZE,
): Promise<Page<ItemEarnings>> {
  const after = cursor ? decodeCursor(cursor, isAmount) : undefined;
  const rows = await selectItems(db, wallet, after, size + 1);
  return toPage(rows, size, ({ amount, itemId }) => encodeCursor([amount.toString(), itemId]));
}

/** The title of one of the creator's items; null if it is none. */
export function findItemTitle({ db }: { db: Db }, wallet: Address, itemId: string): Promise<string | null> {
  return selectItemTitle(db, wallet, itemId);
}
