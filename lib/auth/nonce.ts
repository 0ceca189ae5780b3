// Sign-in nonces (EIP-4361): made here, good for five minutes, used once. The conditional update decides who used it.
import { randomBytes } from "node:crypto";
import type { Db, Tx } from "../db/client";
import type { Clock } from "../kernel/clock";

const nonceSeconds = 5 * 60;

export async function createNonce({ db, clock }: { db: Db; clock: Clock }): Promise<string> {
  const nonce = randomBytes(16).toString("hex");
  const now = clock.now();
  await forgetExpired(db, now);
  await db.signInNonce.create({ data: { nonce, expiresAt: new Date(now.getTime() + nonceSeconds * 1000) } });
  return nonce;
}

/** Nobody can use these any more; the tables stay small without a job of their own. */
async function forgetExpired(db: Db, now: Date): Promise<void> {
  await db.signInNonce.deleteMany({ where: { expiresAt: { lt: now } } });
  await db.session.deleteMany({ where: { expiresAt: { lt: now } } });
}

const usable = (nonce: string, now: Date) => ({ nonce, usedAt: null, expiresAt: { gt: now } });

/** Spares the chain a question about a nonce that is no good anyway. */
export async function isUsable({ db, clock }: { db: Db; clock: Clock }, nonce: string): Promise<boolean> {
  return (await db.signInNonce.count({ where: usable(nonce, clock.now()) })) === 1;
}

/** False for all but the first caller. */
export async function takeNonce(tx: Tx, nonce: string, now: Date): Promise<boolean> {
  const taken = await tx.signInNonce.updateMany({ where: usable(nonce, now), data: { usedAt: now } });
  return taken.count === 1;
}

/** Uses up a nonce that was never stored (sign-in-with-x): false for all but the first caller. */
export async function burnNonce({ db, clock }: { db: Db; clock: Clock }, nonce: string, expiresAt: Date): Promise<boolean> {
  const now = clock.now();
  await forgetExpired(db, now);
  const burnt = await db.signInNonce.createMany({ data: { nonce, expiresAt, usedAt: now }, skipDuplicates: true });
  return burnt.count === 1;
}
