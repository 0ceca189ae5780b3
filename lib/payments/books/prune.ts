// Payments that came to nothing are forgotten a month after their end, so that refusals, which cost nobody anything, fill no database.
import type { PaymentDeps } from "../deps";
import {
  deleteGasShares,
  deletePurchases,
  dropRawTransactions,
  type EndedPayment,
  listEnded,
  lockForgettable,
} from "../ledger/prune-queries";

const KEPT_MS = 30 * 24 * 3_600_000;
const BATCH = 500;
/** The rest is for the next time. */
const BATCHES_MAX = 20;

type Deps = Pick<PaymentDeps, "db" | "clock">;

export interface Pruned {
  payments: number;
  /** Of payments that are kept. */
  rawTransactions: number;
}

async function pruneRawTransactions({ db }: Deps, before: Date): Promise<number> {
  let dropped = 0;
  for (let batch = 0; batch < BATCHES_MAX && dropped === batch * BATCH; batch++)
    dropped += await dropRawTransactions(db, before, BATCH);
  return dropped;
}

/** Looks at up to 10,000 payments a run; each run goes on where the one before ended, for those that are kept are kept for good. */
export function createPaymentPruning(deps: Deps): () => Promise<Pruned> {
  let last: EndedPayment | null = null;

  async function pruneBatch(before: Date): Promise<number> {
    const { ended, forgotten } = await deps.db.$transaction(async (tx) => {
      const ended = await listEnded(tx, before, last, BATCH);
      const ids = ended.map(({ id }) => id);
      const forgotten = await lockForgettable(tx, ids, before);
      await deletePurchases(tx, forgotten);
      return { ended, forgotten: forgotten.length };
    });
    last = ended.length < BATCH ? null : (ended.at(-1) ?? null);
    return forgotten;
  }

  return async () => {
    const before = new Date(deps.clock.now().getTime() - KEPT_MS);
    await deleteGasShares(deps.db, before);
    let payments = 0;
    for (let batch = 0; batch < BATCHES_MAX; batch++) {
      payments += await pruneBatch(before);
      if (last === null) break;
    }
    return { payments, rawTransactions: await pruneRawTransactions(deps, before) };
  };
}
