// SQL of a reconciliation: where what the chain says and what our rows say differ.
import type { ChainPayment } from "../../chain/payment-log";
import type { Db } from "../../db/client";
import { Prisma } from "../../db/generated/client";
import type { Address } from "../../kernel/address";
import type { Token } from "./books-queries";

/** A token's blocks, both ends included. */
export interface Range extends Token {
  fromBlock: bigint;
  toBlock: bigint;
}

/**
 * An authorization pays within the hour for which it may be valid, counted here as the blocks of a chain that makes two in a second: one
 * that was claimed longer before pays nothing any more.
 */
const BLOCKS_OF_AN_AUTHORIZATION = 7_200n;

/** Purchases that may have been paid in these blocks, or that our books show as paid in them. */
const purchasesIn = ({ chainId, asset, fromBlock, toBlock }: Range) => Prisma.sql`
  (SELECT p.* FROM purchase p
    WHERE p.claimed_at_block BETWEEN ${fromBlock - BLOCKS_OF_AN_AUTHORIZATION} AND ${toBlock}
      AND p.chain_id = ${chainId} AND p.asset = ${asset}
    UNION
   SELECT p.* FROM settlement s JOIN purchase p ON p.id = s.purchase_id
    WHERE s.block_number BETWEEN ${fromBlock} AND ${toBlock} AND s.chain_id = ${chainId} AND p.asset = ${asset})`;

/** Whoever may have been paid in these blocks. */
export async function listPayees(db: Db, range: Range): Promise<Address[]> {
  const rows = await db.$queryRaw<{ payee: Address }[]>`SELECT DISTINCT p.pay_to AS payee FROM ${purchasesIn(range)} p`;
  return rows.map(({ payee }) => payee);
}

const asRecords = (payments: ChainPayment[]) => {
  const rows = payments.map(({ transaction, logIndex, from, nonce }) => ({
    transaction,
    log_index: logIndex,
    payer: from,
    nonce,
  }));
  return Prisma.sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    AS paid(transaction text, log_index int, payer text, nonce text)`;
};

/** Final payments of authorizations that were presented to us, and that our books do not show as settled. */
export function selectUnrecorded(db: Db, { chainId, asset }: Token, payments: ChainPayment[]) {
  return db.$queryRaw<{ purchaseId: string; state: string; transaction: string }[]>`
    SELECT p.id AS "purchaseId", p.state::text AS state, paid.transaction
      FROM ${asRecords(payments)}
      JOIN purchase p ON p.chain_id = ${chainId} AND p.asset = ${asset} AND p.payer = paid.payer AND p.nonce = paid.nonce
      LEFT JOIN settlement s ON s.transaction = paid.transaction AND s.log_index = paid.log_index AND s.purchase_id = p.id
     WHERE s.purchase_id IS NULL`;
}

/** Settlements in these blocks without their logs there, or of another amount than the purchase. */
export function selectUnfounded(db: Db, { chainId, asset, fromBlock, toBlock }: Range, payments: ChainPayment[]) {
  return db.$queryRaw<{ purchaseId: string; transaction: string; blockNumber: bigint }[]>`
    SELECT s.purchase_id AS "purchaseId", s.transaction, s.block_number AS "blockNumber"
      FROM settlement s
      JOIN purchase p ON p.id = s.purchase_id AND p.asset = ${asset}
      LEFT JOIN ${asRecords(payments)} ON paid.transaction = s.transaction AND paid.log_index = s.log_index
     WHERE s.chain_id = ${chainId} AND s.block_number BETWEEN ${fromBlock} AND ${toBlock} AND (paid.transaction IS NULL OR s.amount <> p.amount)`;
}

/** Of these blocks: confirmed purchases without settlement or entitlement, and entitlements whose purchase was never paid. */
export function selectUnentitled(db: Db, range: Range, limit: number) {
  return db.$queryRaw<{ purchaseId: string; state: string }[]>`
    SELECT p.id AS "purchaseId", p.state::text AS state
      FROM ${purchasesIn(range)} p
     WHERE CASE p.state
             WHEN 'confirmed' THEN NOT EXISTS (SELECT FROM settlement s WHERE s.purchase_id = p.id)
                                OR NOT EXISTS (SELECT FROM entitlement e WHERE e.item_id = p.item_id AND e.wallet = p.payer)
             ELSE p.state IN ('claimed', 'refused') AND EXISTS (SELECT FROM entitlement e WHERE e.purchase_id = p.id)
           END
     LIMIT ${limit}`;
}

/** Nonces of a key that the chain has counted since they were last compared, and that no attempt of ours has. */
export function selectForeignNonces(db: Db, chainId: number, relayer: string, count: number, limit: number) {
  return db.$queryRaw<{ nonce: number }[]>`
    SELECT n::int AS nonce
      FROM relayer r,
           generate_series(coalesce(r.reconciled_nonce, (SELECT min(a.relayer_nonce) FROM settlement_attempt a JOIN purchase p ON p.id = a.purchase_id
                             WHERE a.relayer = r.address AND p.chain_id = r.chain_id)), ${count - 1}::int) n
     WHERE r.chain_id = ${chainId} AND r.address = ${relayer}
       AND NOT EXISTS (SELECT FROM settlement_attempt a JOIN purchase p ON p.id = a.purchase_id
                        WHERE a.relayer = ${relayer} AND a.relayer_nonce = n AND p.chain_id = ${chainId})
     LIMIT ${limit}`;
}

export async function storeReconciledNonce(db: Db, chainId: number, relayer: string, nonce: number): Promise<void> {
  await db.$executeRaw`UPDATE relayer SET reconciled_nonce = ${nonce} WHERE chain_id = ${chainId} AND address = ${relayer}`;
}
