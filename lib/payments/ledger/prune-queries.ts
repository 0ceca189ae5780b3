// What is kept of payments that are over, and what is not.
import type { Db, Tx } from "../../db/client";

export interface EndedPayment {
  id: string;
  updatedAt: Date;
}

/** Payments that ended without being paid before `before`, the oldest first, of those after `last`. */
export function listEnded(tx: Tx, before: Date, last: EndedPayment | null, limit: number): Promise<EndedPayment[]> {
  return tx.$queryRaw<EndedPayment[]>`
    SELECT id, updated_at AS "updatedAt" FROM purchase
     WHERE state = 'expired' AND updated_at >= ${last?.updatedAt ?? new Date(0)}::timestamptz AND updated_at < ${before}::timestamptz
       AND (updated_at, id) > (${last?.updatedAt ?? new Date(0)}::timestamptz, ${last?.id ?? ""})
     ORDER BY updated_at, id LIMIT ${limit}`;
}

/**
 * Of these, locked, those that were never settled and cost nothing: nothing else names them. Attempts of our own keys stay with their
 * payment, for reconciliation counts relayer nonces and accounting their gas.
 */
export async function lockForgettable(tx: Tx, ids: string[], before: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM purchase p
     WHERE p.id = ANY(${ids}) AND p.state = 'expired' AND p.valid_before < extract(epoch FROM ${before}::timestamptz)
       AND NOT EXISTS (SELECT FROM settlement s WHERE s.purchase_id = p.id)
       AND NOT EXISTS (SELECT FROM entitlement e WHERE e.purchase_id = p.id)
       AND NOT EXISTS (SELECT FROM discrepancy d WHERE d.subject = p.id)
       AND NOT EXISTS (SELECT FROM settlement_attempt a WHERE a.purchase_id = p.id AND a.relayer IS NOT NULL)
     FOR UPDATE OF p SKIP LOCKED`;
  return rows.map(({ id }) => id);
}

export async function deletePurchases(tx: Tx, ids: string[]): Promise<void> {
  await tx.$executeRaw`DELETE FROM settlement_attempt WHERE purchase_id = ANY(${ids})`;
  await tx.$executeRaw`DELETE FROM purchase WHERE id = ANY(${ids})`;
}

/** Forgets the bytes of transactions that need never be sent again: their nonce is counted and their payment's end is final. */
export function dropRawTransactions(db: Db, before: Date, limit: number): Promise<number> {
  return db.$executeRaw`
    UPDATE settlement_attempt SET raw_transaction = NULL WHERE id IN (
      SELECT a.id FROM settlement_attempt a JOIN purchase p ON p.id = a.purchase_id LEFT JOIN settlement s ON s.purchase_id = p.id
       WHERE a.raw_transaction IS NOT NULL AND a.created_at < ${before}::timestamptz AND a.fee_paid IS NOT NULL
         AND (s.finalized_at < ${before}::timestamptz OR (p.state = 'expired' AND p.updated_at < ${before}::timestamptz))
       ORDER BY a.created_at LIMIT ${limit})`;
}

/** Sums of days whose gas is long paid. */
export function deleteGasShares(db: Db, before: Date): Promise<number> {
  return db.$executeRaw`DELETE FROM gas_share WHERE day < ${before}::date`;
}
