// Rows of reconciliations and of what they found, and where one begins.
import type { Db, Tx } from "../../db/client";
import type { Discrepancy, Purchase, Reconciliation } from "../../db/generated/client";
import type { Address } from "../../kernel/address";
import { newId } from "../../kernel/ids";

export type DiscrepancyRow = Omit<Discrepancy, "resolvedAt">;

export async function tryResolveById(db: Db | Tx, id: string, now: Date): Promise<boolean> {
  const resolved = await db.discrepancy.updateMany({ where: { id, resolvedAt: null }, data: { resolvedAt: now } });
  return resolved.count === 1;
}

/** Open ones, newest first. */
export function listOpenDiscrepancies(db: Db, limit: number): Promise<DiscrepancyRow[]> {
  return db.discrepancy.findMany({
    where: { resolvedAt: null },
    omit: { resolvedAt: true },
    orderBy: [{ foundAt: "desc" }, { id: "desc" }],
    take: limit,
  });
}

/** A token on a chain. */
export type Token = Pick<Purchase, "chainId" | "asset">;

export function findLastReconciliation(db: Db, token: Token): Promise<Reconciliation | null> {
  return db.reconciliation.findFirst({ where: { ...token, finishedAt: { not: null } }, orderBy: { toBlock: "desc" } });
}

/** Whether one was begun and broken off. */
export async function isUnfinished(db: Db, token: Token): Promise<boolean> {
  return (await db.reconciliation.findFirst({ where: { ...token, finishedAt: null }, select: { id: true } })) !== null;
}

/** In place of one that was broken off. */
export async function startReconciliation(db: Db, token: Token, fromBlock: bigint, toBlock: bigint): Promise<Reconciliation> {
  await db.reconciliation.deleteMany({ where: { ...token, finishedAt: null } });
  return db.reconciliation.create({ data: { id: newId("rec"), ...token, fromBlock, toBlock } });
}

export async function finishReconciliation(db: Db, id: string, transfers: number, found: number): Promise<void> {
  await db.reconciliation.update({ where: { id }, data: { transfers, found, finishedAt: new Date() } });
}

/** The block from which our first claim may have been paid; null if nothing was ever claimed of this token. */
export async function findFirstBlock(db: Db, token: Token): Promise<bigint | null> {
  const select = { claimedAtBlock: true } as const;
  return (await db.purchase.findFirst({ where: token, orderBy: { claimedAtBlock: "asc" }, select }))?.claimedAtBlock ?? null;
}

/** Relayer keys that ever signed for us on this chain. */
export async function listRelayers(db: Db, chainId: number): Promise<Address[]> {
  const rows = await db.relayer.findMany({ where: { chainId }, select: { address: true } });
  return rows.map(({ address }) => address);
}
