// What settlements cost: set aside before signing, and corrected by what the chain charged.
import type { SignedTransaction } from "../../chain/facilitator";
import type { Db, Tx } from "../../db/client";
import type { Hash } from "../../kernel/address";

/** The operator's cap for a day is reached. */
export class OverDailyCap extends Error {
  override readonly name = "OverDailyCap";
}

/** Sets aside what a transaction may cost at most; the row's lock makes concurrent ones add up. Throws OverDailyCap. */
export async function reserveGas(tx: Tx, chainId: number, signed: SignedTransaction, dailyWei: bigint): Promise<void> {
  const wei = signed.gasLimit * signed.maxFeePerGas;
  const reserved = await tx.$executeRaw`
    INSERT INTO gas_day (chain_id, day, wei) SELECT ${chainId}, CURRENT_DATE, ${wei}::bigint WHERE ${wei}::bigint <= ${dailyWei}::bigint
    ON CONFLICT (chain_id, day) DO UPDATE SET wei = gas_day.wei + excluded.wei WHERE gas_day.wei + excluded.wei <= ${dailyWei}::bigint`;
  if (reserved === 0) throw new OverDailyCap("the day's gas is spent");
}

/** What a mined transaction of ours cost, once; what was set aside beyond it is given back. False if it is not ours, or was known. */
export async function recordFee(db: Db | Tx, purchaseId: string, transaction: Hash, wei: bigint): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    WITH paid AS (
      UPDATE settlement_attempt a SET fee_paid = ${wei}::bigint FROM purchase p
       WHERE a.purchase_id = ${purchaseId} AND a.transaction = ${transaction} AND a.fee_paid IS NULL AND p.id = a.purchase_id
      RETURNING p.chain_id, a.created_at::date AS day, a.gas_limit * a.max_fee_per_gas - ${wei}::bigint AS rest
    ), given_back AS (
      UPDATE gas_day g SET wei = g.wei - paid.rest FROM paid WHERE g.chain_id = paid.chain_id AND g.day = paid.day
    )
    SELECT 1 FROM paid`;
  return rows.length === 1;
}
