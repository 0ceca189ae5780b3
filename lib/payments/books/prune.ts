// Payments that came to nothing are forgotten a month after their end, so that refusals, which cost nobody anything, fill no database.
import type { PaymentDeps } from "../deps";
import { deleteGasShares, deletePurchases, dropRawTransactions, listForgettable } from "../ledger/prune-queries";

const KEPT_MS = 30 * 24 * 3_600_000;
const BATCH = 500;
/** The rest is for the next time. */
const BATCHES_MAX = 20;

/** How many payments, and raw transactions of others, were forgotten. */
export async function prunePayments({ db, clock }: Pick<PaymentDeps, "db" | "clock">) {
  const before = new Date(clock.now().getTime() - KEPT_MS);
  await deleteGasShares(db, before);
  const pruned = { payments: 0, rawTransactions: 0 };
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const count = await db.$transaction(async (tx) => {
      const ids = await listForgettable(tx, before, BATCH);
      await deletePurchases(tx, ids);
      return ids.length;
    });
    const dropped = await dropRawTransactions(db, before, BATCH);
    pruned.payments += count;
    pruned.rawTransactions += dropped;
    if (count < BATCH && dropped < BATCH) break;
  }
  return pruned;
}
