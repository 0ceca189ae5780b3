// Sign-in nonces (EIP-4361): valid for five minutes, used once. A conditional update makes sure that only one request uses a nonce.
import { randomBytes } from "node:crypto";
import type { Db } from "../db/client";
import type { Clock } from "../kernel/clock";
import { insertNonce, isUnused, tryInsertUsedNonce, wasUsed } from "./session-queries";

const nonceSeconds = 5 * 60;

export async function createNonce({ db, clock }: { db: Db; clock: Clock }): Promise<string> {
  const nonce = randomBytes(16).toString("hex");
  await insertNonce(db, nonce, new Date(clock.now().getTime() + nonceSeconds * 1000));
  return nonce;
}

/** Whether a nonce can still be used. A cheap check before the chain is asked about a signature. */
export function isUsable({ db, clock }: { db: Db; clock: Clock }, nonce: string): Promise<boolean> {
  return isUnused(db, nonce, clock.now());
}

/** Whether a nonce that is stored only once it is used (sign-in-with-x) was used before. */
export const wasNonceUsed = ({ db }: { db: Db }, nonce: string): Promise<boolean> => wasUsed(db, nonce);

/** Marks a nonce that was never stored (sign-in-with-x) as used; false if it was used before. */
export async function markNonceUsed({ db, clock }: { db: Db; clock: Clock }, nonce: string, expiresAt: Date): Promise<boolean> {
  return tryInsertUsedNonce(db, nonce, expiresAt, clock.now());
}
