// A piece that its owner does not want to see in the library. It stays theirs: to read, to prove, and to show again.
import type { Db } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import { setHidden } from "./library-queries";

/** Idempotent. Refuses with `not_found` what the wallet does not own. */
export async function hideOwned(
  { db, clock }: { db: Db; clock: Clock },
  wallet: Address,
  itemId: string,
  isHidden: boolean,
): Promise<void> {
  if (!(await setHidden(db, wallet, itemId, isHidden ? clock.now() : null)))
    throw new Refusal("not_found", "There is no such piece in your library.");
}
