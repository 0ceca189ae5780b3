// Forgets sessions and nonces that have ended, and keys a month after their end: nobody who signs in waits for cleaning.
import type { Db } from "../db/client";
import type { Clock } from "../kernel/clock";
import { deleteEndedKeys } from "./api-key-queries";
import { deleteEndedNonces, deleteEndedSessions } from "./session-queries";

const KEY_KEPT_MS = 30 * 86_400_000;
const BATCH_ROWS = 5_000;

export async function forgetEnded({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  const now = clock.now();
  const longAgo = new Date(now.getTime() - KEY_KEPT_MS);
  while ((await deleteEndedNonces(db, now, BATCH_ROWS)) === BATCH_ROWS);
  while ((await deleteEndedSessions(db, now, BATCH_ROWS)) === BATCH_ROWS);
  while ((await deleteEndedKeys(db, longAgo, BATCH_ROWS)) === BATCH_ROWS);
}
