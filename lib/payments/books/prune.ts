// Payments that came to nothing are forgotten a month after their end, so that refusals, which cost nobody anything, fill no database.
import { findProgress, keepProgress } from "../../db/lease";
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
/** The job, whose lease has this name. */
export const PRUNING = "old-payments";

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

const writeProgress = (last: EndedPayment | null) => last && `${last.updatedAt.toISOString()} ${last.id}`;

function readProgress(progress: string | null): EndedPayment | null {
  const [at, id] = progress?.split(" ") ?? [];
  return at && id ? { id, updatedAt: new Date(at) } : null;
}

interface Batch {
  /** After which the next goes on; null at the end. */
  last: EndedPayment | null;
  forgotten: number;
}

function pruneBatch(db: Deps["db"], before: Date, last: EndedPayment | null): Promise<Batch> {
  return db.$transaction(async (tx) => {
    const ended = await listEnded(tx, before, last, BATCH);
    const forgotten = await lockForgettable(
      tx,
      ended.map(({ id }) => id),
      before,
    );
    await deletePurchases(tx, forgotten);
    return { last: ended.length < BATCH ? null : (ended.at(-1) ?? null), forgotten: forgotten.length };
  });
}

/**
 * Looks at up to `batches` of 500 payments; each run goes on where the one before ended, on whichever server, for those that are kept are
 * kept for good.
 */
export async function prunePayments(deps: Deps, batches = BATCHES_MAX): Promise<Pruned> {
  const { db } = deps;
  const before = new Date(deps.clock.now().getTime() - KEPT_MS);
  await deleteGasShares(db, before);
  let last = readProgress(await findProgress(db, PRUNING));
  let payments = 0;
  for (let batch = 0; batch < batches; batch++) {
    const pruned = await pruneBatch(db, before, last);
    payments += pruned.forgotten;
    last = pruned.last;
    if (last === null) break;
  }
  await keepProgress(db, PRUNING, writeProgress(last));
  return { payments, rawTransactions: await pruneRawTransactions(deps, before) };
}
