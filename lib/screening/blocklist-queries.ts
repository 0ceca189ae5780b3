// Rows of blocked wallets.
import type { Db, Tx } from "../db/client";
import type { Address } from "../kernel/address";
import type { BlockedWallet } from "./codecs";

export function selectBlocked(db: Db, after: string | undefined, limit: number): Promise<BlockedWallet[]> {
  return db.blockedWallet.findMany({
    ...(after ? { where: { wallet: { gt: after as Address } } } : {}),
    orderBy: { wallet: "asc" },
    take: limit,
  });
}

export function findBlocked(tx: Tx, wallet: Address): Promise<BlockedWallet | null> {
  return tx.blockedWallet.findUnique({ where: { wallet } });
}

export async function upsertBlocked(tx: Tx, { wallet, note, at }: BlockedWallet): Promise<void> {
  await tx.blockedWallet.upsert({ where: { wallet }, create: { wallet, note, at }, update: { note } });
}

export async function deleteBlocked(tx: Tx, wallet: Address): Promise<void> {
  await tx.blockedWallet.deleteMany({ where: { wallet } });
}
