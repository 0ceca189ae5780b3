// The library: what a wallet bought.
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import { selectOwned } from "./read-queries";
import type { OwnedItem } from "./types";

/** Larger than any library that was bought by hand; a wallet beyond it still sees its newest purchases. */
const LIBRARY_MAX = 500;

export function listOwned({ db }: { db: Db }, wallet: Address): Promise<OwnedItem[]> {
  return selectOwned(db, wallet, LIBRARY_MAX);
}
