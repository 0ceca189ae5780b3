// The database's part in payments: each function is one statement or one transaction, and races end here.

import type { ChainSettlement } from "../chain/usdc";
import { type Db, isUniqueViolation } from "../db/client";
import { Prisma, type Purchase } from "../db/generated/client";
import type { Address, Hex } from "../kernel/address";
import { newId } from "../kernel/ids";
import type { Reason } from "../x402/reasons";
import type { SignedAuthorization } from "../x402/signed-authorization";

export type PurchaseRow = Purchase;

/** A price that was replaced less than this ago is still honoured. */
const PRICE_HONOURED_MINUTES = 15;

export interface NewClaim {
  itemId: string;
  versionId: string;
  creatorId: string;
  payerKind: "person" | "agent";
  chainId: number;
  asset: Address;
  x402Version: number;
  claimedAtBlock: bigint;
  authorization: SignedAuthorization;
}

export function authorizationOf(row: PurchaseRow): SignedAuthorization {
  const { payer, payTo, amount, validAfter, validBefore, nonce, signature } = row;
  return {
    from: payer as Address,
    to: payTo as Address,
    value: amount,
    validAfter,
    validBefore,
    nonce: nonce as Hex,
    signature: signature as Hex,
  };
}

/** Prices a buyer may have been shown just now: the current one and those it replaced within the last minutes. */
export async function findHonouredAmounts(db: Db, itemId: string): Promise<bigint[]> {
  const rows = await db.$queryRaw<{ amount: bigint }[]>`
    SELECT amount FROM (
      SELECT amount, lead(started_at) OVER (ORDER BY started_at, id) AS ended_at FROM item_price WHERE item_id = ${itemId}
    ) price
    WHERE ended_at IS NULL OR ended_at > now() - make_interval(mins => ${PRICE_HONOURED_MINUTES}::int)`;
  return rows.map((row) => row.amount);
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
  return (await db.entitlement.findUnique({ where: { itemId_wallet: { itemId, wallet } }, select: { id: true } })) !== null;
}

/** The purchase of this item by this payer that is under way or done, if any: at most one, says the index. */
export function findInFlight(db: Db, itemId: string, payer: string): Promise<PurchaseRow | null> {
  return db.purchase.findFirst({ where: { itemId, payer, state: { in: ["claimed", "settling", "confirmed"] } } });
}

/** How often this payer made us pay gas for a settlement that paid nobody, within the last day. */
export async function countStrikes(db: Db, chainId: number, asset: string, payer: string): Promise<number> {
  const [row] = await db.$queryRaw<{ strikes: number }[]>`
    SELECT count(*)::int AS strikes FROM purchase p JOIN settlement_attempt a ON a.purchase_id = p.id
     WHERE p.chain_id = ${chainId} AND p.asset = ${asset} AND p.payer = ${payer}
       AND p.state IN ('refused', 'expired') AND p.reason <> 'paid_twice'
       AND a.relayer IS NOT NULL AND a.created_at > now() - interval '1 day'`;
  return row?.strikes ?? 0;
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
  const { authorization, versionId, payerKind, x402Version } = claim;
  try {
    const rows = await db.purchase.updateManyAndReturn({
      where: { id, state: "refused" },
      data: { state: "claimed", reason: null, versionId, payerKind, x402Version, ...authorizationColumns(authorization) },
    });
    return rows[0] ?? null;
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}

/** Nothing was sent, or what was sent did not pay. The authorization stays watched until it expires. */
export async function markRefused(db: Db, id: string, from: "claimed" | "settling", reason: Reason): Promise<void> {
  await db.purchase.updateMany({ where: { id, state: from }, data: { state: "refused", reason } });
}

export async function markExpired(db: Db, id: string): Promise<void> {
  await db.purchase.updateMany({
    where: { id, state: { in: ["claimed", "settling", "refused"] } },
    data: { state: "expired" },
  });
}

/**
 * T3. The chain says it was paid: settlement, entitlement and state in one statement, whoever gets here first.
 * A second charge for what the payer already owns (which only the payer can cause) is recorded and grants nothing new.
 */
export async function confirm(db: Db, purchase: PurchaseRow, settlement: ChainSettlement, settledAt: Date): Promise<void> {
  const { id, itemId, creatorId, payer, amount } = purchase;
  const { transaction, logIndex, blockNumber, blockHash } = settlement;
  const evidence = Prisma.sql`
    INSERT INTO settlement (purchase_id, creator_id, item_id, amount, transaction, log_index, block_number, block_hash, settled_at)
    VALUES (${id}, ${creatorId}, ${itemId}, ${amount}, ${transaction}, ${logIndex}, ${blockNumber}, ${blockHash}, ${settledAt})
    ON CONFLICT DO NOTHING`;
  try {
    await db.$executeRaw`
      WITH moved AS (
        UPDATE purchase SET state = 'confirmed', reason = NULL, updated_at = now() WHERE id = ${id} AND state <> 'confirmed'
      ), evidence AS (${evidence})
      INSERT INTO entitlement (id, item_id, wallet, purchase_id) VALUES (${newId("ent")}, ${itemId}, ${payer}, ${id})
      ON CONFLICT DO NOTHING`;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await db.$executeRaw`
      WITH evidence AS (${evidence})
      UPDATE purchase SET state = 'expired', reason = 'paid_twice', updated_at = now() WHERE id = ${id}`;
  }
}

/** True for exactly one caller per purchase: the one whose answer carries the bytes. */
export async function takeDelivery(db: Db, purchaseId: string, now: Date): Promise<boolean> {
  const taken = await db.purchase.updateMany({ where: { id: purchaseId, deliveredAt: null }, data: { deliveredAt: now } });
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

/** Payments without an end, oldest look first. Fresh claims are left to the request that made them. */
export function listOpen(db: Db, now: Date, limit: number): Promise<PurchaseRow[]> {
  const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  return db.purchase.findMany({
    where: {
      OR: [
        { state: "settling", updatedAt: { lt: before(2) } },
        { state: "claimed", updatedAt: { lt: before(30) } },
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

/** Takes or renews the sweep's lease; true if it is ours until then. */
export async function takeLease(db: Db, name: string, holder: string, seconds: number): Promise<boolean> {
  const rows = await db.$queryRaw<{ token: bigint }[]>`
    INSERT INTO lease (name, holder, token, expires_at)
    VALUES (${name}, ${holder}, 1, now() + make_interval(secs => ${seconds}::int))
    ON CONFLICT (name) DO UPDATE SET
      token = CASE WHEN lease.holder = excluded.holder THEN lease.token ELSE lease.token + 1 END,
      holder = excluded.holder, expires_at = excluded.expires_at
    WHERE lease.holder = excluded.holder OR lease.expires_at < now()
    RETURNING token`;
  return rows.length === 1;
}
