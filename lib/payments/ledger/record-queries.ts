// What the chain showed of a payment, written with all that follows from it: one statement each, so that races end here.
import type { ChainSettlement } from "../../chain/usdc";
import type { Ask, Db, Tx } from "../../db/client";
import { Prisma, type Purchase } from "../../db/generated/client";
import { newId } from "../../kernel/ids";
import type { OpenedRow } from "../types";
import { feeParts } from "./gas-queries";
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

/** What is done with a confirmation. */
export interface Closing {
  /** The one delivery is taken for a client that waits for it; null where nobody does. */
  deliveredAt: Date | null;
  /** The transaction may be ours, and its cost is noted. */
  isOurs: boolean;
}

export interface Closed {
  /** False if it was confirmed before. */
  isFirst: boolean;
  /** What was bought, where its delivery was taken with this. */
  opened: OpenedRow | null;
  /** Wei, this payment's share; null where it was not noted. */
  notedFee: bigint | null;
}

const FEE_MAX = 2n ** 63n - 1n;

interface ClosingRow extends OpenedRow {
  isFirst: boolean;
  isDelivered: boolean;
  notedFee: bigint | string | null;
}

/**
 * The chain says it was paid: state, settlement, entitlement, cost, delivery and its bytes in one statement, whoever gets here first. An entitlement
 * whose own payment was lost for good goes over to this one. Throws a unique violation if the payer has another in flight.
 */
export async function confirm(
  ask: Ask,
  purchase: Purchase,
  evidence: Evidence,
  settledAt: Date,
  { deliveredAt, isOurs }: Closing,
): Promise<Closed> {
  const { id, itemId, payer } = purchase;
  const { from, to } = moves.confirm;
  const notesFee = isOurs && evidence.fee <= FEE_MAX;
  const [closed] = await ask<ClosingRow>(Prisma.sql`
    WITH before AS (
      SELECT id, delivered_at FROM purchase WHERE id = ${id} AND state = ANY(${[...from]}::purchase_state[]) FOR NO KEY UPDATE
    ), moved AS (
      UPDATE purchase SET state = ${to}::purchase_state, reason = NULL, updated_at = now(),
             delivered_at = coalesce(before.delivered_at, ${deliveredAt}::timestamptz)
        FROM before WHERE purchase.id = before.id
      RETURNING purchase.id, purchase.item_id, purchase.version_id, before.delivered_at IS NULL AND purchase.delivered_at IS NOT NULL AS is_delivered
    ), evidence AS (${insertEvidence(purchase, evidence, settledAt, Prisma.sql`moved`)}
    ), owned AS (
      INSERT INTO entitlement (id, item_id, wallet, purchase_id) SELECT ${newId("ent")}, ${itemId}, ${payer}, id FROM moved
      ON CONFLICT (item_id, wallet) DO UPDATE SET purchase_id = excluded.purchase_id
    ), ${notesFee ? feeParts(id, evidence.transaction, evidence.fee) : Prisma.sql`noted AS (SELECT NULL::bigint AS wei WHERE false)`}
    SELECT EXISTS (SELECT FROM moved) AS "isFirst", p.id IS NOT NULL AS "isDelivered", (SELECT wei FROM noted) AS "notedFee",
           i.id AS "itemId", i.kind::text AS kind, v.id AS "versionId", v.number AS version, v.content, v.sha256,
           v.id = i.published_version_id AS "isNewest", p.id AS "purchaseId", v.number AS "boughtVersion", v.id AS "boughtVersionId"
      FROM (SELECT) one
      LEFT JOIN moved p ON p.is_delivered
      LEFT JOIN item i ON i.id = p.item_id
      LEFT JOIN item_version v ON v.id = p.version_id`);
  if (!closed) throw new Error("a confirmation has no answer");
  const { isFirst, isDelivered, notedFee, ...opened } = closed;
  return { isFirst, opened: isDelivered ? opened : null, notedFee: notedFee === null ? null : BigInt(notedFee) };
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
