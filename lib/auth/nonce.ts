// Sign-in nonces (EIP-4361): made here, good for five minutes, used once. The conditional update decides who used it.
import { randomBytes } from "node:crypto";
import type { Db } from "../db/client";
import type { Clock } from "../kernel/clock";
import { deleteExpired, insertNonce, isUnused, tryInsertUsedNonce } from "./session-queries";

const nonceSeconds = 5 * 60;

export async function createNonce({ db, clock }: { db: Db; clock: Clock }): Promise<string> {
  const nonce = randomBytes(16).toString("hex");
  const now = clock.now();
  // Here, so that the tables stay small without a job of their own.
  await deleteExpired(db, now);
  await insertNonce(db, nonce, new Date(now.getTime() + nonceSeconds * 1000));
  return nonce;
}

/** Spares the chain a question about a nonce that is no good anyway. */
export function isUsable({ db, clock }: { db: Db; clock: Clock }, nonce: string): Promise<boolean> {
  return isUnused(db, nonce, clock.now());
}

/** Uses up a nonce that was never stored (sign-in-with-x): false for all but the first caller. */
export async function burnNonce({ db, clock }: { db: Db; clock: Clock }, nonce: string, expiresAt: Date): Promise<boolean> {
  const now = clock.now();
  await deleteExpired(db, now);
  return tryInsertUsedNonce(db, nonce, expiresAt, now);
}
