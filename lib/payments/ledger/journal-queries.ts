// The journal of what we sent: attempts with their signed transactions, by which the relayers' counters are repaired.

import type { PreparedSettlement, Slot } from "../../chain/facilitator";
import { askWithin, type Db, type Tx } from "../../db/client";
import type { Purchase, SettlementAttempt } from "../../db/generated/client";
import type { Address } from "../../kernel/address";
import { newId } from "../../kernel/ids";
import { giveBackGas, reserveGas } from "./gas-queries";
import { tryMove } from "./purchase-queries";
import { lockNextNonce, takeSlot } from "./relayer-queries";

export type AttemptRow = SettlementAttempt;
export type AttemptOf = AttemptRow & { purchase: Purchase };

/** The bytes of a transaction are stored once, with the first payment that it carries. */
export const asStored = <Attempt extends { place?: number; rawTransaction?: string | null }>(attempt: Attempt) =>
  attempt.place ? { ...attempt, rawTransaction: null } : attempt;

class NotClaimed extends Error {
  override readonly name = "NotClaimed";
}

/**
 * For a purchase that was claimed before: stores its attempt and moves it to `settling`, before anything is sent. `prepare` signs inside the
 * transaction, so that relayer nonces are taken and used in one order, and before the purchase's row is locked, as where payments begin:
 * of two that want both, neither waits for the other in a circle. Null, and no nonce taken, if the purchase is no longer claimed. Throws
 * OverDailyCap.
 */
export async function storeAttempt(
  { db, dailyWei }: { db: Db; dailyWei: bigint | null },
  purchase: Pick<Purchase, "id" | "chainId">,
  prepare: (takeSlot: (relayers: Address[]) => Promise<Slot>) => Promise<PreparedSettlement[]>,
): Promise<AttemptRow | null> {
  const { id: purchaseId } = purchase;
  const store = async (tx: Tx) => {
    const [prepared] = await prepare((relayers) => takeSlot(tx, purchase, relayers));
    if (!prepared) throw new Error("a payment was not prepared");
    const { facilitator, signed } = prepared;
    if (!(await tryMove(tx, purchaseId, "store"))) throw new NotClaimed();
    if (signed && dailyWei !== null) await reserveGas(askWithin(tx), purchase, signed, dailyWei);
    return tx.settlementAttempt.create({ data: { id: newId("att"), purchaseId, facilitator, ...signed } });
  };
  try {
    return await db.$transaction(store);
  } catch (error) {
    if (error instanceof NotClaimed) return null;
    throw error;
  }
}

/**
 * Stores a replacement of a stuck transaction: the same key, nonce and payments, higher fees. Both lists are in the payments' places. Only
 * one transaction of both can be mined, so what was set aside for the first one is given back. Throws OverDailyCap.
 */
export function storeReplacement(
  { db, dailyWei }: { db: Db; dailyWei: bigint | null },
  replaced: AttemptOf[],
  prepared: PreparedSettlement[],
): Promise<AttemptRow[]> {
  return db.$transaction(async (tx) => {
    if (dailyWei !== null) for (const { id, purchase } of replaced) await giveBackGas(tx, purchase.chainId, id);
    const data = replaced.map(({ purchaseId }, place) => {
      const { facilitator, signed } = prepared[place] as PreparedSettlement;
      return asStored({ id: newId("att"), purchaseId, facilitator, ...signed });
    });
    for (const [place, { purchase }] of replaced.entries()) {
      const signed = prepared[place]?.signed;
      if (signed && dailyWei !== null) await reserveGas(askWithin(tx), purchase, signed, dailyWei, true);
    }
    return tx.settlementAttempt.createManyAndReturn({ data });
  });
}

/** Its transaction carried this payment only, whose own fault it is then that it failed. */
export const wasAlone = ({ members }: Pick<AttemptRow, "members">): boolean => members === 1;

/** Whether anything was ever sent of it, alone or in others' company. */
export async function wasSent(db: Db, purchaseId: string): Promise<boolean> {
  return (await db.settlementAttempt.findFirst({ where: { purchaseId }, select: { id: true } })) !== null;
}

export function listAttempts(db: Db, purchaseId: string): Promise<AttemptRow[]> {
  return db.settlementAttempt.findMany({ where: { purchaseId }, orderBy: { createdAt: "desc" } });
}

/** A payment's newest attempt, with the bytes of its transaction, whichever of its payments they are stored with. */
export async function findNewestAttempt(db: Db, purchaseId: string): Promise<AttemptRow | null> {
  const newest = await db.settlementAttempt.findFirst({ where: { purchaseId }, orderBy: { createdAt: "desc" } });
  if (!newest?.place || newest.rawTransaction !== null) return newest;
  const { relayer, relayerNonce, transaction } = newest;
  const first = await db.settlementAttempt.findFirst({ where: { relayer, relayerNonce, transaction, place: 0 } });
  return { ...newest, rawTransaction: first?.rawTransaction ?? null };
}

/**
 * Starts or repairs the relayer's counter, and notes how far the chain has come. The counter only ever grows, but for one case: we
 * have no stored transaction for the nonce that the chain waits for, so nothing signed by us could ever fill it. The row lock keeps
 * signers out meanwhile.
 */
export async function syncRelayer(db: Db, chainId: number, relayer: Address, chainNonce: number): Promise<void> {
  const key = { chainId, address: relayer };
  await db.relayer.createMany({ data: [{ ...key, nextNonce: chainNonce }], skipDuplicates: true });
  await db.$transaction(async (tx) => {
    const next = await lockNextNonce(tx, chainId, relayer);
    if (next === undefined) return;
    const waitedFor =
      next > chainNonce &&
      (await tx.settlementAttempt.findFirst({ where: { relayer, relayerNonce: chainNonce, purchase: { chainId } } }));
    const data = { countedNonce: chainNonce, nextNonce: waitedFor ? next : chainNonce };
    await tx.relayer.update({ where: { chainId_address: key }, data });
  });
}

/** A token's attempts whose relayer nonce its chain has counted, and whose cost is not known; oldest first. */
export function listWithoutFee(
  db: Db,
  token: Pick<Purchase, "chainId" | "asset">,
  relayer: Address,
  chainNonce: number,
  { before, limit }: { before: Date; limit: number },
): Promise<AttemptOf[]> {
  return db.settlementAttempt.findMany({
    where: { relayer, relayerNonce: { lt: chainNonce }, feePaid: null, createdAt: { lt: before }, purchase: token },
    orderBy: { createdAt: "asc" },
    include: { purchase: true },
    take: limit,
  });
}

/**
 * A token's stored transactions that its chain has not counted yet, in the order in which it will take them, so many at most: of each nonce
 * the newest, as the attempts of all payments that it carries, in their places.
 */
export async function listUnmined(
  db: Db,
  token: Pick<Purchase, "chainId" | "asset">,
  relayer: Address,
  chainNonce: number,
  limit: number,
): Promise<AttemptOf[][]> {
  const newest = await db.settlementAttempt.findMany({
    where: { relayer, relayerNonce: { gte: chainNonce }, purchase: token },
    distinct: ["relayerNonce"],
    orderBy: [{ relayerNonce: "asc" }, { createdAt: "desc" }, { id: "desc" }],
    select: { transaction: true },
    take: limit,
  });
  const attempts = await db.settlementAttempt.findMany({
    where: {
      relayer,
      relayerNonce: { gte: chainNonce },
      transaction: { in: newest.flatMap(({ transaction }) => transaction ?? []) },
    },
    orderBy: [{ relayerNonce: "asc" }, { place: "asc" }],
    include: { purchase: true },
  });
  return newest.map(({ transaction }) => attempts.filter((each) => each.transaction === transaction));
}

/** The first payment, with the bytes, of each transaction of a key that the chain has not counted: of each nonce the newest, lowest nonce first. */
export function listToResend(db: Db, chainId: number, relayer: Address, chainNonce: number, limit: number): Promise<AttemptOf[]> {
  return db.settlementAttempt.findMany({
    where: { relayer, relayerNonce: { gte: chainNonce }, place: 0, purchase: { chainId } },
    distinct: ["relayerNonce"],
    orderBy: [{ relayerNonce: "asc" }, { createdAt: "desc" }, { id: "desc" }],
    include: { purchase: true },
    take: limit,
  });
}
