// Rows of sessions and of sign-in nonces.
import type { Db, Tx } from "../db/client";
import type { Prisma } from "../db/generated/client";
import type { Address } from "../kernel/address";

export async function insertSession(db: Db | Tx, session: Prisma.SessionUncheckedCreateInput): Promise<void> {
  await db.session.create({ data: session });
}

/** Who holds the token of this hash; null once it has ended. */
export function findLiveSession(db: Db, tokenHash: string, now: Date) {
  const select = { id: true, wallet: true, lastSeenAt: true } as const;
  return db.session.findUnique({ where: { tokenHash, expiresAt: { gt: now } }, select });
}

export async function noteSeen(db: Db, id: string, now: Date): Promise<void> {
  await db.session.updateMany({ where: { id }, data: { lastSeenAt: now } });
}

/** Newest first. */
export function listLiveSessions(db: Db, wallet: Address, now: Date, limit: number) {
  const select = { id: true, device: true, createdAt: true, lastSeenAt: true, expiresAt: true } as const;
  return db.session.findMany({
    where: { wallet, expiresAt: { gt: now } },
    select,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });
}

/** False for a session that is not this wallet's. */
export async function tryDeleteSession(db: Db, wallet: Address, id: string): Promise<boolean> {
  return (await db.session.deleteMany({ where: { id, wallet } })).count === 1;
}

export async function deleteSessions(db: Db, wallet: Address): Promise<void> {
  await db.session.deleteMany({ where: { wallet } });
}

/** The oldest of a wallet's sessions, beyond so many. */
export async function deleteSessionsBeyond(tx: Tx, wallet: Address, kept: number): Promise<void> {
  const beyond = await tx.session.findMany({
    where: { wallet },
    select: { id: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    skip: kept,
  });
  if (beyond.length) await tx.session.deleteMany({ where: { id: { in: beyond.map(({ id }) => id) } } });
}

export async function deleteSession(db: Db, tokenHash: string): Promise<void> {
  await db.session.deleteMany({ where: { tokenHash } });
}

/**
 * A session ends for another one of `wallet`. What it paid for goes over where nobody had signed in to it, or that same wallet:
 * a browser may change hands. Nothing happens where there is none.
 */
export async function replaceSession(tx: Tx, tokenHash: string, sessionId: string, wallet: Address): Promise<void> {
  const current = await tx.session.findUnique({ where: { tokenHash }, select: { id: true, wallet: true } });
  if (!current) return;
  if (current.wallet === null || current.wallet === wallet)
    await tx.sessionGrant.updateMany({ where: { sessionId: current.id }, data: { sessionId } });
  await tx.session.deleteMany({ where: { id: current.id } });
}

/** At most so many that have ended; says how many. */
export async function deleteEndedNonces(db: Db, before: Date, limit: number): Promise<number> {
  return (await db.signInNonce.deleteMany({ where: { expiresAt: { lt: before } }, limit })).count;
}

/** At most so many that have ended, with what their browsers had paid for; says how many. */
export async function deleteEndedSessions(db: Db, before: Date, limit: number): Promise<number> {
  return (await db.session.deleteMany({ where: { expiresAt: { lt: before } }, limit })).count;
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
