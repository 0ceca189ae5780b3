// The creator's own list, with each item's earnings (from settlements).
import type { Db } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { OwnItem } from "./codecs";
import { selectOwn } from "./item-queries";

/** Newest change first, without removed items. */
export function listOwnItems({ db }: { db: Db }, wallet: Address): Promise<OwnItem[]> {
  return selectOwn(db, wallet);
}
