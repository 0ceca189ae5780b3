// What settlements cost: set aside before signing, and corrected by what the chain charged.
import type { SignedTransaction } from "../../chain/facilitator";
import { type Ask, asJson, type Db, type Tx } from "../../db/client";
import { Prisma } from "../../db/generated/client";
import type { Hash } from "../../kernel/address";

/** The operator's cap for a day is reached, or for this creator or payer what one of them may draw from the day's reserve. */
export class OverDailyCap extends Error {
  override readonly name = "OverDailyCap";
  readonly cap: "day" | "share";
  readonly purchaseId: string;

  constructor(cap: "day" | "share", purchaseId: string) {
    super(`the day's gas is spent (${cap})`);
    this.cap = cap;
    this.purchaseId = purchaseId;
  }
}

/** Half of the day's budget is anybody's. From the other half draws a creator up to a tenth of the whole, and a payer a fiftieth. */
const RESERVE_FROM = 2n;
const CREATOR_SHARES = 10n;
const PAYER_SHARES = 50n;
/** Who draws from the reserve has sold to so many wallets, by settlements that are final. */
const BUYERS_MIN = 10;

/**
 * Whether a day's gas has come to the reserve and a creator or a payer who drew so much may not draw on it. An expression of SQL over
 * `day.wei` and the sums of both; it costs the same however much was sold.
 */
export function overShare(dailyWei: bigint, creatorId: Prisma.Sql, creator: Prisma.Sql, payer: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    day.wei > ${dailyWei / RESERVE_FROM}::bigint AND (
      ${creator} > ${dailyWei / CREATOR_SHARES}::bigint OR ${payer} > ${dailyWei / PAYER_SHARES}::bigint OR ${BUYERS_MIN}::int > (
        SELECT count(*) FROM (SELECT FROM creator_buyer WHERE creator_id = ${creatorId} AND sales > 0 LIMIT ${BUYERS_MIN}::int) sold_to)))`;
}

/**
 * Sets aside what a transaction may cost at most; the row's lock makes concurrent ones add up. Who buys from himself with many
 * wallets cannot draw the whole budget, and the others go on. A replacement (`isReplacement`) may have all that is left, since every
 * later transaction of its key waits for it. Throws OverDailyCap.
 */
export async function reserveGas(
  ask: Ask,
  { id: purchaseId, chainId }: { id: string; chainId: number },
  signed: SignedTransaction,
  dailyWei: bigint,
  isReplacement = false,
): Promise<void> {
  const wei = signed.gasLimit * signed.maxFeePerGas;
  const sumOf = (subject: Prisma.Sql) => Prisma.sql`(SELECT wei FROM share WHERE subject = ${subject})`;
  const [creatorId, payer] = [Prisma.sql`own.creator_id`, Prisma.sql`own.payer`];
  const [day] = await ask<{ isOver: boolean }>(Prisma.sql`
    WITH own AS (SELECT creator_id, payer FROM purchase WHERE id = ${purchaseId}), day AS (
      INSERT INTO gas_day (chain_id, day, wei) SELECT ${chainId}, CURRENT_DATE, ${wei}::bigint WHERE ${wei}::bigint <= ${dailyWei}::bigint
      ON CONFLICT (chain_id, day) DO UPDATE SET wei = gas_day.wei + excluded.wei WHERE gas_day.wei + excluded.wei <= ${dailyWei}::bigint
      RETURNING wei
    ), share AS (
      INSERT INTO gas_share (chain_id, day, subject, wei)
      SELECT ${chainId}, CURRENT_DATE, subject, ${wei}::bigint FROM day, own, unnest(ARRAY[creator_id, payer]) AS s (subject)
      ON CONFLICT (chain_id, day, subject) DO UPDATE SET wei = gas_share.wei + excluded.wei
      RETURNING subject, wei
    )
    SELECT ${overShare(dailyWei, creatorId, sumOf(creatorId), sumOf(payer))} AS "isOver" FROM day, own`);
  if (!day) throw new OverDailyCap("day", purchaseId);
  if (day.isOver && !isReplacement) throw new OverDailyCap("share", purchaseId);
}

/** What a payment may cost at most, and for whom it is drawn. */
export interface GasDraw {
  purchase: { id: string; chainId: number; creatorId: string; payer: string };
  signed: SignedTransaction;
}

/**
 * The same for payments of one chain that were stored in this transaction. While all of them leave the day's reserve alone, nobody can be
 * over, and one statement is enough. Throws OverDailyCap for the first that is.
 */
export async function reserveTogether(ask: Ask, draws: readonly GasDraw[], dailyWei: bigint): Promise<void> {
  const [first] = draws;
  if (!first) return;
  const { chainId } = first.purchase;
  const free = dailyWei / RESERVE_FROM;
  const wanted = draws.map(({ purchase: { creatorId, payer }, signed: { gasLimit, maxFeePerGas } }) => ({
    creatorId,
    payer,
    wei: gasLimit * maxFeePerGas,
  }));
  const [answer] = await ask<{ isReserved: boolean }>(Prisma.sql`
    WITH drawn AS (
      SELECT * FROM jsonb_to_recordset(${asJson(wanted)}::jsonb) AS ("creatorId" text, payer text, wei bigint)
    ), day AS (
      INSERT INTO gas_day (chain_id, day, wei)
      SELECT ${chainId}::int, CURRENT_DATE, sum(wei)::bigint FROM drawn HAVING sum(wei) <= ${free}::bigint
      ON CONFLICT (chain_id, day) DO UPDATE SET wei = gas_day.wei + excluded.wei WHERE gas_day.wei + excluded.wei <= ${free}::bigint
      RETURNING wei
    ), share AS (
      INSERT INTO gas_share (chain_id, day, subject, wei)
      SELECT ${chainId}::int, CURRENT_DATE, subject, sum(drawn.wei)::bigint FROM day, drawn, unnest(ARRAY["creatorId", payer]) AS s (subject)
       GROUP BY subject
      ON CONFLICT (chain_id, day, subject) DO UPDATE SET wei = gas_share.wei + excluded.wei
    )
    SELECT EXISTS (SELECT FROM day) AS "isReserved"`);
  if (answer?.isReserved) return;
  for (const { purchase, signed } of draws) await reserveGas(ask, purchase, signed, dailyWei);
}

/**
 * Takes what is `given` back off the day and then, for rows are locked in the order in which they are set aside, off the shares of
 * those it was drawn for.
 */
const givenBack = (chainId: Prisma.Sql) => Prisma.sql`
    days AS (SELECT day, sum(wei) AS wei FROM given GROUP BY day),
    subjects AS (SELECT day, subject, sum(wei) AS wei FROM given, unnest(ARRAY[creator_id, payer]) AS s (subject) GROUP BY day, subject),
    off_day AS (
      UPDATE gas_day g SET wei = greatest(0, g.wei - days.wei) FROM days WHERE g.chain_id = ${chainId} AND g.day = days.day RETURNING g.day
    ), off_share AS (
      UPDATE gas_share g SET wei = greatest(0, g.wei - subjects.wei) FROM subjects JOIN off_day USING (day)
       WHERE g.chain_id = ${chainId} AND g.day = subjects.day AND g.subject = subjects.subject
    )`;

/** Gives back all that was set aside for a transaction. */
export async function giveBackGas(tx: Tx, chainId: number, attemptId: string): Promise<void> {
  await tx.$executeRaw`
    WITH given AS (
      SELECT p.creator_id, p.payer, a.created_at::date AS day, a.gas_limit * a.max_fee_per_gas AS wei
        FROM settlement_attempt a JOIN purchase p ON p.id = a.purchase_id WHERE a.id = ${attemptId}
    ), ${givenBack(Prisma.sql`${chainId}::int`)}
    SELECT`;
}

/**
 * What a mined transaction of ours cost a payment, once, as parts of a statement: its share of the `wei` that the transaction cost, in
 * `noted` if it is ours and was not known. Its other attempts under that relayer nonce can never be mined and cost nothing; what is still
 * set aside beyond the cost, which is for the newest of them, is given back.
 */
export const feeParts = (purchaseId: string, transaction: Hash, wei: bigint): Prisma.Sql => Prisma.sql`
  mined AS (
    SELECT a.id, a.relayer, a.relayer_nonce, p.chain_id, p.creator_id, p.payer,
           ${wei}::bigint / a.members + (a.place < ${wei}::bigint % a.members)::int AS wei
      FROM settlement_attempt a JOIN purchase p ON p.id = a.purchase_id
     WHERE a.purchase_id = ${purchaseId} AND a.transaction = ${transaction} AND a.fee_paid IS NULL LIMIT 1
  ), paid AS (
    UPDATE settlement_attempt a SET fee_paid = CASE WHEN a.id = mined.id THEN mined.wei ELSE 0 END FROM mined
     WHERE a.purchase_id = ${purchaseId} AND a.relayer = mined.relayer AND a.relayer_nonce = mined.relayer_nonce AND a.fee_paid IS NULL
    RETURNING a.id, a.created_at, a.gas_limit * a.max_fee_per_gas AS reserved
  ), newest AS (
    SELECT created_at::date AS day, reserved FROM paid ORDER BY created_at DESC, id DESC LIMIT 1
  ), given AS (
    SELECT creator_id, payer, day, reserved - wei AS wei FROM newest, mined
  ), ${givenBack(Prisma.sql`(SELECT chain_id FROM mined)`)}, noted AS (
    SELECT wei FROM mined JOIN paid USING (id)
  )`;

/**
 * Notes what a payment's share is of the `wei` that a transaction of ours cost, where no other statement does, and gives it; null if it is
 * not ours, or was known. The commit waits for no disk: what is lost is asked of the chain again.
 */
export async function recordFee(db: Db, purchaseId: string, transaction: Hash, wei: bigint): Promise<bigint | null> {
  const [answer] = await db.$queryRaw<{ noted: bigint | null }[]>`
    WITH ${feeParts(purchaseId, transaction, wei)}
    SELECT (SELECT wei FROM noted) AS noted, set_config('synchronous_commit', 'off', true)`;
  return answer?.noted ?? null;
}
