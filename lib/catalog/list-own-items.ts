// The creator's own list, with what each item earned (from settlements).
import type { Db } from "../db/client";
import { type Address, lower } from "../kernel/address";
import { selectOwn } from "./queries";
import type { OwnItem } from "./types";

/** Newest change first; removed items are left out. */
export function listOwnItems({ db }: { db: Db }, wallet: Address): Promise<OwnItem[]> {
  return selectOwn(db, lower(wallet));
}
