// Rows of sessions and of sign-in nonces.
import type { Db, Tx } from "../db/client";
import type { Prisma } from "../db/generated/client";

export async function insertSession(db: Db | Tx, session: Prisma.SessionUncheckedCreateInput): Promise<void> {
  await db.session.create({ data: session });
}

/** Who holds the token of this hash; null once it has ended. */
export function findLiveSession(db: Db, tokenHash: string, now: Date) {
  return db.session.findUnique({ where: { tokenHash, expiresAt: { gt: now } }, select: { id: true, wallet: true } });
}

export async function deleteSession(db: Db, tokenHash: string): Promise<void> {
  await db.session.deleteMany({ where: { tokenHash } });
}

/** What a session paid for goes over to another one, and the session ends. Nothing happens where there is none. */
export async function replaceSession(tx: Tx, tokenHash: string, sessionId: string): Promise<void> {
  const current = await tx.session.findUnique({ where: { tokenHash }, select: { id: true } });
  if (!current) return;
  await tx.sessionGrant.updateMany({ where: { sessionId: current.id }, data: { sessionId } });
  await tx.session.deleteMany({ where: { id: current.id } });
}

/** Sessions and nonces that nobody can use any more. */
export async function deleteExpired(db: Db, now: Date): Promise<void> {
  await db.signInNonce.deleteMany({ where: { expiresAt: { lt: now } } });
  await db.session.deleteMany({ where: { expiresAt: { lt: now } } });
}

export async function insertNonce(db: Db, nonce: string, expiresAt: Date): Promise<void> {
  await db.signInNonce.create({ data: { nonce, expiresAt } });
}

const usable = (nonce: string, now: Date) => ({ nonce, usedAt: null, expiresAt: { gt: now } });

export async function isUnused(db: Db, nonce: string, now: Date): Promise<boolean> {
  return (await db.signInNonce.count({ where: usable(nonce, now) })) === 1;
}

/** False for all but the first caller. */
export async function tryUseNonce(tx: Tx, nonce: string, now: Date): Promise<boolean> {
  return (await tx.signInNonce.updateMany({ where: usable(nonce, now), data: { usedAt: now } })).count === 1;
}

export async function wasUsed(db: Db, nonce: string): Promise<boolean> {
  return (await db.signInNonce.count({ where: { nonce, usedAt: { not: null } } })) === 1;
}

/** A nonce that was never stored, used at once; false for all but the first caller. */
export async function tryInsertUsedNonce(db: Db, nonce: string, expiresAt: Date, usedAt: Date): Promise<boolean> {
  const { count } = await db.signInNonce.createMany({ data: { nonce, expiresAt, usedAt }, skipDuplicates: true });
  return count === 1;
}
