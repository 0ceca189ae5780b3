// The journal of what we sent: attempts with their signed transactions, and the relayers' nonces, which a row lock orders.

import type { PreparedSettlement } from "../chain/facilitator";
import type { Db, Tx } from "../db/client";
import type { Purchase, SettlementAttempt } from "../db/generated/client";
import type { Address } from "../kernel/address";
import { newId } from "../kernel/ids";
import { tryMove } from "./queries";

export type AttemptRow = SettlementAttempt;

/** The relayer's next transaction nonce. The row stays locked until the transaction ends. */
async function takeRelayerNonce(tx: Tx, chainId: number, relayer: Address): Promise<number> {
  const row = await tx.relayer.update({
    where: { chainId_address: { chainId, address: relayer } },
    data: { nextNonce: { increment: 1 } },
  });
  return row.nextNonce - 1;
}

/**
 * T2. Stores the attempt and moves the purchase to `settling`, before anything is sent. `prepare` signs inside the
 * transaction, so that relayer nonces are taken and used in one order. Null if the purchase is no longer claimed.
 */
export function storeAttempt(
  db: Db,
  purchase: Pick<Purchase, "id" | "chainId">,
  prepare: (takeNonce: (relayer: Address) => Promise<number>) => Promise<PreparedSettlement>,
): Promise<AttemptRow | null> {
  return db.$transaction(async (tx) => {
    if (!(await tryMove(tx, purchase.id, "store"))) return null;
    const { facilitator, signed } = await prepare((relayer) => takeRelayerNonce(tx, purchase.chainId, relayer));
    return tx.settlementAttempt.create({ data: { id: newId("att"), purchaseId: purchase.id, facilitator, ...signed } });
  });
}

export function listAttempts(db: Db, purchaseId: string): Promise<AttemptRow[]> {
  return db.settlementAttempt.findMany({ where: { purchaseId }, orderBy: { createdAt: "desc" } });
}

/**
 * Starts or repairs the relayer's counter. It only ever grows, but for one case: we have no stored transaction for the
 * nonce that the chain waits for, so nothing signed by us could ever fill it. The row lock keeps signers out meanwhile.
 */
export async function syncRelayer(db: Db, chainId: number, relayer: Address, chainNonce: number): Promise<void> {
  const key = { chainId, address: relayer };
  await db.relayer.createMany({ data: [{ ...key, nextNonce: chainNonce }], skipDuplicates: true });
  await db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ next_nonce: number }[]>`
      SELECT next_nonce FROM relayer WHERE chain_id = ${chainId} AND address = ${relayer} FOR UPDATE`;
    if (!row || row.next_nonce === chainNonce) return;
    const waitedFor = await tx.settlementAttempt.findFirst({ where: { relayer, relayerNonce: chainNonce } });
    if (row.next_nonce > chainNonce && waitedFor) return;
    await tx.relayer.update({ where: { chainId_address: key }, data: { nextNonce: chainNonce } });
  });
}

/** Stored transactions that the chain has not counted yet, in the order in which it will take them. */
export function listUnmined(
  db: Db,
  relayer: Address,
  chainNonce: number,
  limit: number,
): Promise<(AttemptRow & { purchase: Purchase })[]> {
  return db.settlementAttempt.findMany({
    where: { relayer, relayerNonce: { gte: chainNonce } },
    orderBy: { relayerNonce: "asc" },
    include: { purchase: true },
    take: limit,
  });
}
