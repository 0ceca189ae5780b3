// The creator's own list, with what each item earned (from settlements).
import type { Db } from "../../db/client";
import { type Address, lower } from "../../kernel/address";
import type { OwnItem } from "../types";
import { selectOwn } from "./item-queries";

/** Newest change first; removed items are left out. */
export function listOwnItems({ db }: { db: Db }, wallet: Address): Promise<OwnItem[]> {
  return selectOwn(db, lower(wallet));
}
