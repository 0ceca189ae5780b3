// Rows of API keys. A key is live until it ends or is revoked.
import type { Db, Tx } from "../db/client";
import type { Prisma } from "../db/generated/client";
import type { Address } from "../kernel/address";

const live = (now: Date) => ({ revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] });

const shown = { id: true, name: true, hint: true, scopes: true, createdAt: true, lastUsedAt: true, expiresAt: true } as const;

export function countLiveKeys(db: Db | Tx, wallet: Address, now: Date): Promise<number> {
  return db.apiKey.count({ where: { wallet, ...live(now) } });
}

export function insertKey(db: Db | Tx, data: Prisma.ApiKeyUncheckedCreateInput) {
  return db.apiKey.create({ data, select: shown });
}

/** Newest first. */
export function listLiveKeys(db: Db, wallet: Address, now: Date) {
  return db.apiKey.findMany({ where: { wallet, ...live(now) }, select: shown, orderBy: { id: "desc" } });
}

/** False for a key that is not this wallet's, or has ended. */
export async function tryRevoke(db: Db, wallet: Address, id: string, now: Date): Promise<boolean> {
  return (await db.apiKey.updateMany({ where: { id, wallet, ...live(now) }, data: { revokedAt: now } })).count === 1;
}

export async function deleteKeys(db: Db, wallet: Address): Promise<void> {
  await db.apiKey.deleteMany({ where: { wallet } });
}

export function findLiveKey(db: Db, tokenHash: string, now: Date) {
  const select = { id: true, wallet: true, scopes: true, lastUsedAt: true } as const;
  return db.apiKey.findFirst({ where: { tokenHash, ...live(now) }, select });
}

export async function noteUse(db: Db, id: string, now: Date): Promise<void> {
  await db.apiKey.updateMany({ where: { id }, data: { lastUsedAt: now } });
}

/** At most so many that ended or were revoked before; says how many. */
export async function deleteEndedKeys(db: Db, before: Date, limit: number): Promise<number> {
  const where = { OR: [{ expiresAt: { lt: before } }, { revokedAt: { lt: before } }] };
  return (await db.apiKey.deleteMany({ where, limit })).count;
}
