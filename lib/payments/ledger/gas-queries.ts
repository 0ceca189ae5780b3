// What settlements cost: set aside before signing, and corrected by what the chain charged.
import type { SignedTransaction } from "../../chain/facilitator";
import type { Db, Tx } from "../../db/client";
import type { Hash } from "../../kernel/address";

/** The operator's cap for a day is reached, or for this creator or payer what one of them may draw from the day's reserve. */
export class OverDailyCap extends Error {
  override readonly name = "OverDailyCap";
  readonly cap: "day" | "share";

  constructor(cap: "day" | "share") {
    super(`the day's gas is spent (${cap})`);
    this.cap = cap;
  }
}

/** Half of the day's budget is anybody's. From the other half draws a creator up to a tenth of the whole, and a payer a fiftieth. */
const RESERVE_FROM = 2n;
const CREATOR_SHARES = 10n;
const PAYER_SHARES = 50n;

/**
 * Sets aside what a transaction may cost at most; the row's lock makes concurrent ones add up. Who buys from himself with many
 * wallets cannot draw the whole budget, and the others go on. A replacement (`isReplacement`) may have all that is left, since every
 * later transaction of its key waits for it. Throws OverDailyCap.
 */
export async function reserveGas(
  tx: Tx,
  { id: purchaseId, chainId }: { id: string; chainId: number },
  signed: SignedTransaction,
  dailyWei: bigint,
  isReplacement = false,
): Promise<void> {
  const wei = signed.gasLimit * signed.maxFeePerGas;
  const [day] = await tx.$queryRaw<{ wei: bigint }[]>`
    INSERT INTO gas_day (chain_id, day, wei) SELECT ${chainId}, CURRENT_DATE, ${wei}::bigint WHERE ${wei}::bigint <= ${dailyWei}::bigint
    ON CONFLICT (chain_id, day) DO UPDATE SET wei = gas_day.wei + excluded.wei WHERE gas_day.wei + excluded.wei <= ${dailyWei}::bigint
    RETURNING wei`;
  if (!day) throw new OverDailyCap("day");
  if (isReplacement || day.wei * RESERVE_FROM <= dailyWei) return;
  const { creator, payer } = await findDrawn(tx, purchaseId);
  if ((creator + wei) * CREATOR_SHARES > dailyWei || (payer + wei) * PAYER_SHARES > dailyWei) throw new OverDailyCap("share");
}

/**
 * Wei that other payments to the creator of this purchase, and other payments by its payer in its token, have drawn today on its chain. The rows
 * of the gas budget and of a key are locked meanwhile, so that each half goes by an index of its own: by "or", one was read whole.
 */
async function findDrawn(tx: Tx, purchaseId: string): Promise<{ creator: bigint; payer: bigint }> {
  const [drawn] = await tx.$queryRaw<{ creator: bigint; payer: bigint }[]>`
    WITH own AS (SELECT chain_id, asset, creator_id, payer FROM purchase WHERE id = ${purchaseId}), near AS (
      SELECT p.id, true AS by_creator, p.payer = own.payer AS by_payer FROM own JOIN purchase p USING (chain_id, creator_id)
       WHERE p.created_at >= CURRENT_DATE - 1
      UNION ALL
      SELECT p.id, false, true FROM own JOIN purchase p USING (chain_id, asset, payer)
       WHERE p.created_at >= CURRENT_DATE - 1 AND p.creator_id <> own.creator_id
    )
    SELECT coalesce(sum(wei) FILTER (WHERE by_creator), 0)::bigint AS creator,
           coalesce(sum(wei) FILTER (WHERE by_payer), 0)::bigint AS payer
      FROM near, LATERAL (SELECT sum(coalesce(a.fee_paid, a.gas_limit * a.max_fee_per_gas)) AS wei FROM settlement_attempt a
                           WHERE a.purchase_id = near.id AND a.created_at >= CURRENT_DATE) drawn
     WHERE near.id <> ${purchaseId}`;
  return drawn ?? { creator: 0n, payer: 0n };
}

/** Gives back all that was set aside for a transaction. */
export async function giveBackGas(tx: Tx, chainId: number, attemptId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE gas_day g SET wei = greatest(0, g.wei - a.gas_limit * a.max_fee_per_gas) FROM settlement_attempt a
     WHERE a.id = ${attemptId} AND g.chain_id = ${chainId} AND g.day = a.created_at::date`;
}

/**
 * What a mined transaction of ours cost, once. Others under its relayer nonce can never be mined and cost nothing; what is still set
 * aside beyond the cost, which is for the newest attempt of each payment, is given back. False if it is not ours, or was known.
 */
export async function recordFee(db: Db | Tx, purchaseId: string, transaction: Hash, wei: bigint): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    WITH mined AS (
      SELECT a.id, a.relayer, a.relayer_nonce, p.chain_id FROM settlement_attempt a JOIN purchase p ON p.id = a.purchase_id
       WHERE a.purchase_id = ${purchaseId} AND a.transaction = ${transaction} AND a.fee_paid IS NULL LIMIT 1
    ), paid AS (
      UPDATE settlement_attempt a SET fee_paid = CASE WHEN a.id = mined.id THEN ${wei}::bigint ELSE 0 END
        FROM mined, purchase p
       WHERE a.relayer = mined.relayer AND a.relayer_nonce = mined.relayer_nonce AND a.fee_paid IS NULL
         AND p.id = a.purchase_id AND p.chain_id = mined.chain_id
      RETURNING a.id, a.purchase_id, a.created_at, a.gas_limit * a.max_fee_per_gas AS reserved
    ), newest AS (
      SELECT DISTINCT ON (purchase_id) purchase_id, created_at::date AS day, reserved FROM paid ORDER BY purchase_id, created_at DESC, id DESC
    ), rest AS (
      SELECT day, sum(reserved - CASE WHEN purchase_id = ${purchaseId} THEN ${wei}::bigint ELSE 0 END) AS wei FROM newest GROUP BY day
    ), given_back AS (
      UPDATE gas_day g SET wei = greatest(0, g.wei - rest.wei) FROM rest
       WHERE g.chain_id = (SELECT chain_id FROM mined) AND g.day = rest.day
    )
    SELECT 1 FROM paid WHERE id = (SELECT id FROM mined)`;
  return rows.length === 1;
}
