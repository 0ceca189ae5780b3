// The rows of purchases: each function is one statement, and races end here.

import { type Db, isUniqueViolation, type Tx } from "../../db/client";
import type { Purchase, Settlement } from "../../db/generated/client";
import type { Address, Hash, Hex } from "../../kernel/address";
import { newId } from "../../kernel/ids";
import type { SignedAuthorization } from "../../x402/exact/signed-authorization";
import type { Reason } from "../../x402/reasons";
import { inFlight, type Move, type MoveName, moves } from "./machine";

export type PurchaseRow = Purchase;

export interface NewClaim {
  itemId: string;
  versionId: string;
  creatorId: string;
  payerKind: "person" | "agent";
  chainId: number;
  asset: Address;
  x402Version: number;
  claimedAtBlock: bigint;
  /** Whether the nonce commits to the item. */
  isBound: boolean;
  /** The client's own id of this payment. */
  paymentId: string | null;
  /** Of the secret that proves the client of this payment. */
  claimHash: string | null;
  authorization: SignedAuthorization;
}

export function authorizationOf(row: PurchaseRow): SignedAuthorization {
  const { payer, payTo, amount, validAfter, validBefore, nonce, signature } = row;
  return {
    from: payer,
    to: payTo,
    value: amount,
    validAfter,
    validBefore,
    nonce,
    signature,
  };
}

export function findByAuthorization(db: Db, chainId: number, asset: string, a: SignedAuthorization): Promise<PurchaseRow | null> {
  return db.purchase.findUnique({
    where: { chainId_asset_payer_nonce: { chainId, asset, payer: a.from, nonce: a.nonce } },
  });
}

/** What identifies a payment, and the signature it was shown with. */
export interface ShownPayment {
  chainId: number;
  asset: Address;
  payer: Address;
  nonce: Hash;
  signature: Hex;
}

/** Which of these were taken as signed before, whatever became of them. */
export async function areKnown(db: Db, shown: readonly ShownPayment[]): Promise<boolean[]> {
  const rows = await db.purchase.findMany({
    where: { OR: shown.map(({ chainId, asset, payer, nonce }) => ({ chainId, asset, payer, nonce })) },
    select: { chainId: true, asset: true, payer: true, nonce: true, signature: true },
  });
  const keyOf = ({ chainId, asset, payer, nonce, signature }: ShownPayment) => [chainId, asset, payer, nonce, signature].join();
  const known = new Set(rows.map(keyOf));
  return shown.map((each) => known.has(keyOf(each)));
}

export function findPurchase(db: Db, id: string): Promise<PurchaseRow | null> {
  return db.purchase.findUnique({ where: { id } });
}

export async function hasEntitlement(db: Db, itemId: string, wallet: string): Promise<boolean> {
  const where = { itemId, wallet, purchase: { state: moves.confirm.to } };
  return (await db.entitlement.findFirst({ where, select: { id: true } })) !== null;
}

/** `same`: what this authorization began. `other`: the payer's other purchase of the item that is under way or done; one at most, says the index. */
export interface Rivals {
  same: PurchaseRow | undefined;
  other: PurchaseRow | undefined;
}

/** Who was first, where a payment could not begin: one statement, so that none is missed that was begun between two. */
export async function findRivals(db: Db, { itemId, chainId, asset, authorization }: NewClaim): Promise<Rivals> {
  const { from: payer, nonce } = authorization;
  const key = { chainId, asset, payer, nonce };
  const rows = await db.purchase.findMany({ where: { OR: [key, { itemId, payer, state: { in: [...inFlight] } }] } });
  const same = rows.find((row) => row.chainId === chainId && row.asset === asset && row.nonce === nonce);
  return { same, other: rows.find((row) => row !== same) };
}

function authorizationColumns(a: SignedAuthorization) {
  return {
    payTo: a.to,
    amount: a.value,
    validAfter: a.validAfter,
    validBefore: a.validBefore,
    signature: a.signature,
  };
}

/** Inserts a claim without an attempt; null if this authorization, or another of this payer for this item, was first. */
export async function tryClaim(db: Db, claim: NewClaim): Promise<PurchaseRow | null> {
  const { authorization, ...rest } = claim;
  const rows = await db.purchase.createManyAndReturn({
    data: [
      {
        id: newId("pur"),
        state: "claimed",
        payer: authorization.from,
        nonce: authorization.nonce,
        ...authorizationColumns(authorization),
        ...rest,
      },
    ],
    skipDuplicates: true,
  });
  return rows[0] ?? null;
}

/** A refused payment that is presented again is claimed again, by one of those who present it; never one that was sent alone. */
export async function tryReclaim(db: Db, id: string, claim: NewClaim): Promise<PurchaseRow | null> {
  const { authorization, versionId, payerKind, x402Version, isBound, paymentId, claimHash } = claim;
  try {
    const rows = await db.purchase.updateManyAndReturn({
      where: { id, state: { in: [...moves.reclaim.from] }, attempts: { none: { members: 1 } } },
      data: {
        state: moves.reclaim.to,
        reason: null,
        versionId,
        payerKind,
        x402Version,
        isBound,
        claimHash,
        ...(paymentId ? { paymentId } : {}),
        ...authorizationColumns(authorization),
      },
    });
    return rows[0] ?? null;
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}

/**
 * Of a payment that failed in others' company, and that a sweep refused before its own request looked: claimed again as it was, under the
 * secrets of its client. False if another went on with it, or another payment of the payer's for the item was begun.
 */
export async function tryRegain(db: Db, id: string): Promise<boolean> {
  try {
    const { count } = await db.purchase.updateMany({
      where: {
        id,
        state: { in: [...moves.reclaim.from] },
        reason: "unexpected_settle_error",
        attempts: { none: { members: 1 } },
      },
      data: { state: moves.reclaim.to, reason: null },
    });
    return count === 1;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

/** Nothing takes a living request so long between its claim and the attempt, but a node that hardly answers. */
const LEFT_MS = 2_000;

/**
 * A claim that nobody went on with, its server having died perhaps: true for one of those who wait for it. Should its first owner
 * be alive after all, only one of both can store an attempt. `claimHash`: of the secret that proves the client from now on, if any.
 */
export async function tryTakeOver(db: Db, { id, updatedAt }: PurchaseRow, claimHash: string | null, now: Date): Promise<boolean> {
  if (now.getTime() - updatedAt.getTime() < LEFT_MS) return false;
  const { count } = await db.purchase.updateMany({
    where: { id, state: "claimed", updatedAt },
    data: { updatedAt: now, ...(claimHash ? { claimHash } : {}) },
  });
  return count === 1;
}

/** What was shown beside a payment's header no longer proves its client. */
export async function forgetProofs(db: Db, id: string): Promise<void> {
  await db.purchase.updateMany({ where: { id }, data: { claimHash: null, paymentId: null } });
}

/** Applies a move, if the purchase is still where it may start. False if somebody else moved it. */
export async function tryMove(db: Db | Tx, id: string, name: MoveName, reason?: Reason): Promise<boolean> {
  const { from, to }: Move = moves[name];
  const { count } = await db.purchase.updateMany({
    where: { id, state: { in: [...from] } },
    data: { state: to, ...(reason ? { reason } : {}) },
  });
  return count === 1;
}

/** The settlement of the payment by which this payer has the item now. */
export function findFirstCharge(db: Db, { itemId, payer }: PurchaseRow): Promise<Settlement | null> {
  return db.settlement.findFirst({ where: { purchase: { itemId, payer, state: moves.confirm.to } } });
}

/** True for one caller per purchase, and for each that has proved to be its client: those whose answers carry the bytes. */
export async function takeDelivery(db: Db, purchaseId: string, isProved: boolean, now: Date): Promise<boolean> {
  const where = { id: purchaseId, ...(isProved ? {} : { deliveredAt: null }) };
  return (await db.purchase.updateMany({ where, data: { deliveredAt: now } })).count === 1;
}

/** For one whose answer came to nothing. */
export async function giveBackDelivery(db: Db, purchaseId: string): Promise<void> {
  await db.purchase.updateMany({ where: { id: purchaseId }, data: { deliveredAt: null } });
}

/** Whether the one delivery was taken at this very instant. */
export async function wasDeliveredAt(db: Db, id: string, at: Date): Promise<boolean> {
  return (await db.purchase.count({ where: { id, deliveredAt: at } })) === 1;
}

export async function isDelivered(db: Db, purchaseId: string): Promise<boolean> {
  return (await db.purchase.count({ where: { id: purchaseId, deliveredAt: { not: null } } })) === 1;
}

export function findSettlement(db: Db, purchaseId: string) {
  return db.settlement.findUnique({ where: { purchaseId } });
}
