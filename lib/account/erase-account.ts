// Erases what this server knows of a wallet, but for what others have a right to: payments, and what was bought.
import { deleteApiKeys } from "../auth/api-keys";
import { endSessions } from "../auth/session";
import { eraseShop } from "../catalog/items/erase-shop";
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import type { Clock } from "../kernel/clock";
import { Refusal } from "../kernel/errors";
import { forgetReportsOf } from "../moderation/reports";
import { forgetPlaces } from "../payments/library/keep-place";

/** `confirmed`: the wallet as whoever asks for it names it. Each step may be repeated; sessions end last, so that it can be. */
export async function eraseAccount(deps: { db: Db; clock: Clock }, wallet: Address, confirmed: Address): Promise<void> {
  if (confirmed !== wallet) throw new Refusal("invalid_request", "wallet: is not the one that is signed in. Nothing was erased.");
  await eraseShop(deps, wallet);
  await forgetPlaces(deps, wallet);
  await forgetReportsOf(deps, wallet);
  await deleteApiKeys(deps, wallet);
  await endSessions(deps, wallet);
}
