// The database's part in payments: each function is one statement or one transaction, and races end here.

import type { ChainSettlement } from "../../chain/usdc";
import { type Db, isUniqueViolation, type Tx } from "../../db/client";
import { Prisma, type Purchase, type Settlement } from "../../db/generated/client";
import type { Address } from "../../kernel/address";
import { newId } from "../../kernel/ids";
import type { SignedAuthorization } from "../../x402/exact/signed-authorization";
import type { Reason } from "../../x402/reasons";
import { inFlight, type Move, type MoveName, moves } from "./machine";

export type PurchaseRow = Purchase;

/** A price or a payee that was replaced less than this ago is still honoured: somebody may have been shown it. */
const TERMS_HONOURED_MINUTES = 15;

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

export interface Standing {
  /** The purchase that this authorization began, if it did. */
  knownId: string | null;
  owned: boolean;
  /** What a buyer may have been shown just now: the current price, and those it replaced within the last minutes and not as a draft. */
  amounts: bigint[];
  /** Wallets at which the creator was paid until within the last minutes. */
  payees: Address[];
  /** How often this payer made us pay gas for a settlement that paid nobody, within the last day. */
  strikes: number;
  /** How many of this payer's authorizations are watched at the moment, with nothing settled yet. */
  open: number;
}

/** All that a presented payment is judged by, in one statement. */
export async function findStanding(
  db: Db,
  itemId: string,
  chainId: number,
  asset: string,
  a: SignedAuthorization,
): Promise<Standing> {
  const [row] = await db.$queryRaw<Standing[]>`
    SELECT (SELECT id FROM purchase WHERE chain_id = ${chainId} AND asset = ${asset} AND payer = ${a.from} AND nonce = ${a.nonce})
             AS "knownId",
           EXISTS (SELECT FROM entitlement e JOIN purchase p ON p.id = e.purchase_id
                    WHERE e.item_id = ${itemId} AND e.wallet = ${a.from} AND p.state = 'confirmed') AS owned,
           ARRAY(SELECT amount FROM (
             SELECT amount, lead(started_at) OVER (ORDER BY started_at, id) AS ended_at FROM item_price WHERE item_id = ${itemId}
           ) price WHERE ended_at IS NULL OR ended_at > greatest(
             now() - make_interval(mins => ${TERMS_HONOURED_MINUTES}::int), (SELECT published_at FROM item WHERE id = ${itemId}))
           ) AS amounts,
           ARRAY(SELECT c.from_pay_to FROM payout_change c JOIN item i ON i.creator_id = c.creator_id
                  WHERE i.id = ${itemId} AND c.completed_at > now() - make_interval(mins => ${TERMS_HONOURED_MINUTES}::int)) AS payees,
           (SELECT count(*)::int FROM purchase p JOIN settlement_attempt t ON t.purchase_id = p.id
             WHERE p.chain_id = ${chainId} AND p.asset = ${asset} AND p.payer = ${a.from} AND p.state IN ('refused', 'expired')
               AND p.reason <> 'paid_twice' AND t.relayer IS NOT NULL AND t.created_at > now() - interval '1 day') AS strikes,
           (SELECT count(*)::int FROM purchase p
             WHERE p.chain_id = ${chainId} AND p.asset = ${asset} AND p.payer = ${a.from}
               AND p.state IN ('claimed', 'settling', 'refused')) AS open`;
  if (!row) throw new Error("the standing of a payment has no row");
  return row;
}

export function findByAuthorization(db: Db, chainId: number, asset: string, a: SignedAuthorization): Promise<PurchaseRow | null> {
  return db.purchase.findUnique({
    where: { chainId_asset_payer_nonce: { chainId, asset, payer: a.from, nonce: a.nonce } },
  });
}

export function findPurchase(db: Db, id: string): Promise<PurchaseRow | null> {
  return db.purchase.findUnique({ where: { id } });
}

export async function hasEntitlement(db: Db, itemId: string, wallet: string): Promise<boolean> {
  const where = { itemId, wallet, purchase: { state: moves.confirm.to } };
  return (await db.entitlement.findFirst({ where, select: { id: true } })) !== null;
}

/** The purchase of this item by this payer that is under way or done, if any: at most one, says the index. */
export function findInFlight(db: Db, itemId: string, payer: string): Promise<PurchaseRow | null> {
  return db.purchase.findFirst({ where: { itemId, payer, state: { in: [...inFlight] } } });
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

/** T1. Inserts the claim; null if this authorization, or another of this payer for this item, was first. */
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

/** A refused payment that is presented again is claimed again, by one of those who present it. */
export async function tryReclaim(db: Db, id: string, claim: NewClaim): Promise<PurchaseRow | null> {
  const { authorization, versionId, payerKind, x402Version, isBound, paymentId } = claim;
  try {
    const rows = await db.purchase.updateManyAndReturn({
      where: { id, state: { in: [...moves.reclaim.from] } },
      data: {
        state: moves.reclaim.to,
        reason: null,
        versionId,
        payerKind,
        x402Version,
        isBound,
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

/** Nothing takes a living request so long between its claim and the attempt, but a node that hardly answers. */
const LEFT_MS = 2_000;

/**
 * A claim that nobody went on with, its server having died perhaps: true for one of those who wait for it. Should its first owner
 * be alive after all, only one of both can store an attempt.
 */
export async function tryTakeOver(db: Db, { id, updatedAt }: PurchaseRow, now: Date): Promise<boolean> {
  if (now.getTime() - updatedAt.getTime() < LEFT_MS) return false;
  const { count } = await db.purchase.updateMany({ where: { id, state: "claimed", updatedAt }, data: { updatedAt: now } });
  return count === 1;
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

/** What the chain showed, and what it was when it was believed. */
export interface Evidence extends ChainSettlement {
  /** Its block was not sealed yet. */
  isPreconfirmed: boolean;
}

function insertEvidence(purchase: PurchaseRow, evidence: Evidence, settledAt: Date, from: Prisma.Sql): Prisma.Sql {
  const { creatorId, itemId, chainId, amount } = purchase;
  const { transaction, logIndex, blockNumber, blockHash, isPreconfirmed } = evidence;
  return Prisma.sql`
    INSERT INTO settlement
           (purchase_id, creator_id, item_id, chain_id, amount, transaction, log_index, block_number, block_hash, settled_at, is_preconfirmed)
    SELECT id, ${creatorId}, ${itemId}, ${chainId}::int, ${amount}::bigint, ${transaction}, ${logIndex}::int, ${blockNumber}::bigint, ${blockHash},
           ${settledAt}::timestamptz, ${isPreconfirmed}::boolean
      FROM ${from}
    ON CONFLICT DO NOTHING`;
}

/**
 * T3. The chain says it was paid: settlement, entitlement and state in one statement, whoever gets here first. An entitlement
 * whose own payment was lost for good goes over to this one. Throws a unique violation if the payer has another in flight.
 */
export async function confirm(db: Db | Tx, purchase: PurchaseRow, evidence: Evidence, settledAt: Date): Promise<boolean> {
  const { id, itemId, payer } = purchase;
  const { from, to } = moves.confirm;
  const confirmed = await db.$executeRaw`
    WITH moved AS (
      UPDATE purchase SET state = ${to}::purchase_state, reason = NULL, updated_at = now()
       WHERE id = ${id} AND state = ANY(${[...from]}::purchase_state[]) RETURNING id
    ), evidence AS (${insertEvidence(purchase, evidence, settledAt, Prisma.sql`moved`)})
    INSERT INTO entitlement (id, item_id, wallet, purchase_id) SELECT ${newId("ent")}, ${itemId}, ${payer}, id FROM moved
    ON CONFLICT (item_id, wallet) DO UPDATE SET purchase_id = excluded.purchase_id`;
  return confirmed === 1;
}

/** The settlement of the payment by which this payer has the item now. */
export function findFirstCharge(db: Db, { itemId, payer }: PurchaseRow): Promise<Settlement | null> {
  return db.settlement.findFirst({ where: { purchase: { itemId, payer, state: moves.confirm.to } } });
}

/** A second charge for what the payer owns, which only the payer can cause: recorded, it grants nothing new. */
export async function recordSecondCharge(db: Db | Tx, purchase: PurchaseRow, evidence: Evidence, settledAt: Date) {
  const { from, to } = moves.expire;
  await db.$executeRaw`
    WITH moved AS (
      UPDATE purchase SET state = ${to}::purchase_state, reason = 'paid_twice', updated_at = now()
       WHERE id = ${purchase.id} AND state = ANY(${[...from]}::purchase_state[]) RETURNING id
    )
    ${insertEvidence(purchase, evidence, settledAt, Prisma.sql`moved`)}`;
}

/**
 * True for exactly one caller per purchase: the one whose answer carries the bytes; and again for who knows the client's own id of
 * the payment, which unlike its header stands on no chain.
 */
export async function takeDelivery(db: Db, purchaseId: string, paymentId: string | null, now: Date): Promise<boolean> {
  const may = [{ deliveredAt: null }, ...(paymentId ? [{ paymentId }] : [])];
  const taken = await db.purchase.updateMany({ where: { id: purchaseId, OR: may }, data: { deliveredAt: now } });
  return taken.count === 1;
}

/** Lets the browser of this session open what was just bought; a session that ended meanwhile opens nothing. */
export async function grantToSession(db: Db, sessionId: string, purchaseId: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO session_grant (session_id, entitlement_id)
    SELECT s.id, e.id FROM entitlement e JOIN session s ON s.id = ${sessionId} WHERE e.purchase_id = ${purchaseId}
    ON CONFLICT DO NOTHING`;
}

export function findSettlement(db: Db, purchaseId: string) {
  return db.settlement.findUnique({ where: { purchaseId } });
}

/** A token's payments without an end, oldest look first. Fresh claims are left to the request that made them. */
export function listOpen(
  db: Db,
  token: Pick<PurchaseRow, "chainId" | "asset">,
  now: Date,
  limit: number,
): Promise<PurchaseRow[]> {
  const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  return db.purchase.findMany({
    where: {
      ...token,
      OR: [
        { state: "settling", updatedAt: { lt: before(2) } },
        { state: "claimed", updatedAt: { lt: before(10) } },
        { state: "refused", updatedAt: { lt: before(10) } },
      ],
    },
    orderBy: [{ state: "asc" }, { updatedAt: "asc" }],
    take: limit,
  });
}

/** Moves a looked-at payment to the end of the queue. */
export async function touch(db: Db, id: string, now: Date): Promise<void> {
  await db.purchase.updateMany({ where: { id }, data: { updatedAt: now } });
}
