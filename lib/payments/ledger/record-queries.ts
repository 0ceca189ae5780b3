// What the chain showed of a payment, written with all that follows from it: one statement each, so that races end here.
import type { ChainSettlement } from "../../chain/usdc";
import type { Db, Tx } from "../../db/client";
import { Prisma, type Purchase } from "../../db/generated/client";
import { newId } from "../../kernel/ids";
import { moves } from "./machine";

/** What the chain showed, and what it was when it was believed. */
export interface Evidence extends ChainSettlement {
  /** Its block was not sealed yet. */
  isPreconfirmed: boolean;
}

function insertEvidence(purchase: Purchase, evidence: Evidence, settledAt: Date, from: Prisma.Sql): Prisma.Sql {
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
 * The chain says it was paid: settlement, entitlement and state in one statement, whoever gets here first. An entitlement
 * whose own payment was lost for good goes over to this one. Throws a unique violation if the payer has another in flight.
 */
export async function confirm(db: Db | Tx, purchase: Purchase, evidence: Evidence, settledAt: Date): Promise<boolean> {
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

/** A second charge for what the payer owns, which only the payer can cause: recorded, it grants nothing new. */
export async function recordSecondCharge(db: Db | Tx, purchase: Purchase, evidence: Evidence, settledAt: Date) {
  const { from, to } = moves.expire;
  await db.$executeRaw`
    WITH moved AS (
      UPDATE purchase SET state = ${to}::purchase_state, reason = 'paid_twice', updated_at = now()
       WHERE id = ${purchase.id} AND state = ANY(${[...from]}::purchase_state[]) RETURNING id
    )
    ${insertEvidence(purchase, evidence, settledAt, Prisma.sql`moved`)}`;
}
