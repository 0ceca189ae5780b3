// SQL of a reconciliation: where what the chain says and what our rows say differ.
import type { ChainPayment } from "../../chain/payment-log";
import type { Db } from "../../db/client";
import { Prisma } from "../../db/generated/client";
import type { Address } from "../../kernel/address";

/** Every address that was ever paid or may be paid now. */
export async function listPayees(db: Db): Promise<Address[]> {
  const rows = await db.$queryRaw<{ payee: Address }[]>`
    SELECT pay_to AS payee FROM creator UNION SELECT pay_to FROM purchase
    UNION SELECT from_pay_to FROM payout_change WHERE completed_at IS NOT NULL`;
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
export function selectUnrecorded(db: Db, chainId: number, asset: string, payments: ChainPayment[]) {
  return db.$queryRaw<{ purchaseId: string; state: string; transaction: string }[]>`
    SELECT p.id AS "purchaseId", p.state::text AS state, paid.transaction
      FROM ${asRecords(payments)}
      JOIN purchase p ON p.chain_id = ${chainId} AND p.asset = ${asset} AND p.payer = paid.payer AND p.nonce = paid.nonce
      LEFT JOIN settlement s ON s.transaction = paid.transaction AND s.log_index = paid.log_index AND s.purchase_id = p.id
     WHERE s.purchase_id IS NULL`;
}

/** Settlements in these blocks without their logs there, or of another amount than the purchase. */
export function selectUnfounded(
  db: Db,
  chainId: number,
  asset: string,
  payments: ChainPayment[],
  fromBlock: bigint,
  toBlock: bigint,
) {
  return db.$queryRaw<{ purchaseId: string; transaction: string; blockNumber: bigint }[]>`
    SELECT s.purchase_id AS "purchaseId", s.transaction, s.block_number AS "blockNumber"
      FROM settlement s
      JOIN purchase p ON p.id = s.purchase_id AND p.asset = ${asset}
      LEFT JOIN ${asRecords(payments)} ON paid.transaction = s.transaction AND paid.log_index = s.log_index
     WHERE s.chain_id = ${chainId} AND s.block_number BETWEEN ${fromBlock} AND ${toBlock} AND (paid.transaction IS NULL OR s.amount <> p.amount)`;
}

/** Confirmed purchases without settlement or entitlement, and entitlements whose purchase was never paid. */
export function selectUnentitled(db: Db, limit: number) {
  return db.$queryRaw<{ purchaseId: string; state: string }[]>`
    SELECT p.id AS "purchaseId", p.state::text AS state
      FROM purchase p
      LEFT JOIN settlement s ON s.purchase_id = p.id
      LEFT JOIN entitlement e ON e.item_id = p.item_id AND e.wallet = p.payer
     WHERE p.state = 'confirmed' AND (s.purchase_id IS NULL OR e.id IS NULL)
     UNION
    SELECT p.id, p.state::text FROM entitlement e JOIN purchase p ON p.id = e.purchase_id WHERE p.state IN ('claimed', 'refused')
     LIMIT ${limit}`;
}

/** Nonces of our relayers that the final chain counted, from the first stored one on, and that no attempt of ours has. */
export function selectForeignNonces(db: Db, chainId: number, relayer: string, count: number, limit: number) {
  return db.$queryRaw<{ nonce: number }[]>`
    SELECT n::int AS nonce
      FROM generate_series((SELECT min(a.relayer_nonce) FROM settlement_attempt a JOIN purchase p ON p.id = a.purchase_id
                             WHERE a.relayer = ${relayer} AND p.chain_id = ${chainId}), ${count - 1}::int) n
     WHERE NOT EXISTS (SELECT FROM settlement_attempt a JOIN purchase p ON p.id = a.purchase_id
                        WHERE a.relayer = ${relayer} AND a.relayer_nonce = n AND p.chain_id = ${chainId})
     LIMIT ${limit}`;
}
