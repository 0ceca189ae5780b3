// Rows of payout address changes. Each function is one atomic statement.
import type { Db, Tx } from "../../db/client";
import type { PayoutChange } from "../../db/generated/client";

export type PayoutChangeRow = PayoutChange;

const open = (now: Date) => ({ completedAt: null, cancelledAt: null, expiresAt: { gt: now } });

/** Whether a change still waits for signatures. */
export function isOpen({ completedAt, cancelledAt, expiresAt }: PayoutChange, now: Date): boolean {
  return completedAt === null && cancelledAt === null && expiresAt > now;
}

export function insertPayoutChange(tx: Tx, data: Omit<PayoutChange, OptionalColumn>) {
  return tx.payoutChange.create({ data });
}
type OptionalColumn = "accountSignature" | "payToSignature" | "completedAt" | "cancelledAt";

/** The newest change that waits for signatures. */
export function findOpenChange(db: Db, creatorId: string, now: Date): Promise<PayoutChange | null> {
  return db.payoutChange.findFirst({ where: { creatorId, ...open(now) }, orderBy: { id: "desc" } });
}

export function findChange(db: Db, creatorId: string, id: string): Promise<PayoutChange | null> {
  return db.payoutChange.findFirst({ where: { id, creatorId } });
}

/** Called in the transaction that changed the row. */
export function getChange(tx: Tx, id: string): Promise<PayoutChange> {
  return tx.payoutChange.findUniqueOrThrow({ where: { id } });
}

export function listCompleted(db: Db, creatorId: string): Promise<PayoutChange[]> {
  return db.payoutChange.findMany({ where: { creatorId, completedAt: { not: null } }, orderBy: { completedAt: "desc" } });
}

/** Cancels the creator's open changes, or only the one named; returns their number. */
export async function cancelOpen(tx: Db | Tx, creatorId: string, now: Date, id?: string): Promise<number> {
  const where = { creatorId, ...(id ? { id } : {}), ...open(now) };
  return (await tx.payoutChange.updateMany({ where, data: { cancelledAt: now } })).count;
}

/** Stores a signature; false if the change is no longer open. The row lock serialises concurrent signers. */
export async function addSignatures(
  tx: Tx,
  id: string,
  now: Date,
  signatures: { accountSignature?: string; payToSignature?: string },
): Promise<boolean> {
  return (await tx.payoutChange.updateMany({ where: { id, ...open(now) }, data: signatures })).count === 1;
}

/** Completes a change that has both signatures; true for exactly one caller. */
export async function tryComplete(tx: Tx, id: string, now: Date): Promise<boolean> {
  const where = { id, ...open(now), accountSignature: { not: null }, payToSignature: { not: null } };
  return (await tx.payoutChange.updateMany({ where, data: { completedAt: now } })).count === 1;
}

/** False if the payout address has changed since the change was started. */
export async function trySetPayTo(tx: Tx, creatorId: string, from: string, to: string): Promise<boolean> {
  return (await tx.creator.updateMany({ where: { id: creatorId, payTo: from }, data: { payTo: to } })).count === 1;
}

/** At most so many that nobody completed and that ended before; says how many. */
export async function deleteUncompleted(db: Db, before: Date, limit: number): Promise<number> {
  return (await db.payoutChange.deleteMany({ where: { completedAt: null, expiresAt: { lt: before } }, limit })).count;
}
