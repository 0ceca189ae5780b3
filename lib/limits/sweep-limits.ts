// Forgets windows of shared limits that have ended.
import type { Db } from "../db/client";
import type { Clock } from "../kernel/clock";
import { deleteEnded } from "./limit-queries";

const BATCH_ROWS = 5_000;

export async function sweepLimits({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  while ((await deleteEnded(db, clock.now().getTime(), BATCH_ROWS)) === BATCH_ROWS);
}
