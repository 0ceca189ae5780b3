// What a rebuild reads of the catalogue, and how it writes a sale that only the chain remembers.

import type { ChainPayment } from "../../chain/payment-log";
import type { Db } from "../../db/client";
import type { Address } from "../../kernel/address";
import { newId } from "../../kernel/ids";

export interface SoldItem {
  itemId: string;
  versionId: string;
  creatorId: string;
  /** Each wallet at which its creator was ever paid. */
  payTo: Address;
  /** Every price it ever had. */
  amounts: bigint[];
}

export function listSoldItems(db: Db): Promise<SoldItem[]> {
  return db.$queryRaw<SoldItem[]>`
    SELECT i.id AS "itemId", i.published_version_id AS "versionId", i.creator_id AS "creatorId", w.pay_to AS "payTo",
           ARRAY(SELECT DISTINCT amount FROM item_price WHERE item_id = i.id) AS amounts
      FROM item i
      JOIN (SELECT id, pay_to FROM creator UNION
            SELECT creator_id, from_pay_to FROM payout_change WHERE completed_at IS NOT NULL) w ON w.id = i.creator_id
     WHERE i.published_version_id IS NOT NULL ORDER BY i.id`;
}

export async function isRecorded(db: Db, chainId: number, asset: string, { from, nonce }: ChainPayment): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM purchase p JOIN settlement s ON s.purchase_id = p.id
     WHERE p.chain_id = ${chainId} AND p.asset = ${asset} AND p.payer = ${from} AND p.nonce = ${nonce}`;
  return rows.length > 0;
}

export interface Rebuilt {
  item: SoldItem;
  payment: ChainPayment;
  chainId: number;
  asset: string;
  time: Date;
  isFinal: boolean;
}

/**
 * One sale, whole or not at all; false if it, or another purchase of this item by this payer, is there already. Its signature is
 * unknown ("0x", which no payment header can carry) and its delivery taken: nobody opens it but by a session of the payer's wallet.
 */
export async function insertSale(db: Db, { item, payment, chainId, asset, time, isFinal }: Rebuilt): Promise<boolean> {
  const { itemId, versionId, creatorId } = item;
  const { from, to, value, nonce, transaction, logIndex, blockNumber, blockHash } = payment;
  const seconds = BigInt(Math.floor(time.getTime() / 1000));
  const inserted = await db.$executeRaw`
    WITH sold AS (
      INSERT INTO purchase (id, item_id, version_id, creator_id, state, payer_kind, chain_id, asset, payer, pay_to, amount, nonce,
                            valid_after, valid_before, signature, x402_version, claimed_at_block, is_bound, delivered_at, created_at,
                            updated_at)
      SELECT ${newId("pur")}, ${itemId}, ${versionId}, ${creatorId}, 'confirmed', 'person', ${chainId}::int, ${asset}, ${from}, ${to},
             ${value}::bigint, ${nonce}, 0, ${seconds}::bigint, '0x', 1, ${blockNumber}::bigint, true, ${time}::timestamptz,
             ${time}::timestamptz, now()
       WHERE NOT EXISTS (SELECT FROM entitlement WHERE item_id = ${itemId} AND wallet = ${from})
      ON CONFLICT DO NOTHING RETURNING id
    ), evidence AS (
      INSERT INTO settlement (purchase_id, creator_id, item_id, chain_id, amount, transaction, log_index, block_number, block_hash, settled_at,
                              finalized_at)
      SELECT id, ${creatorId}, ${itemId}, ${chainId}::int, ${value}::bigint, ${transaction}, ${logIndex}::int, ${blockNumber}::bigint, ${blockHash},
             ${time}::timestamptz, CASE WHEN ${isFinal} THEN now() END FROM sold
    )
    INSERT INTO entitlement (id, item_id, wallet, purchase_id, created_at)
    SELECT ${newId("ent")}, ${itemId}, ${from}, id, ${time}::timestamptz FROM sold`;
  return inserted === 1;
}
