// How far a wallet has read what it bought. Nobody but the wallet is told, its creator neither.
import type { Db } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import { deletePlaces, upsertPlace } from "./place-queries";

/** `fraction`: from 0 to 1. Refuses with `not_found` what the wallet does not own. */
export async function keepPlace(
  { db, clock }: { db: Db; clock: Clock },
  wallet: Address,
  itemId: string,
  fraction: number,
): Promise<void> {
  if (!(await upsertPlace(db, wallet, itemId, fraction, clock.now())))
    throw new Refusal("not_found", "There is no such piece in your library.");
}

/** Forgets all that is known of what a wallet has read. */
export function forgetPlaces({ db }: { db: Db }, wallet: Address): Promise<void> {
  return deletePlaces(db, wallet);
}
