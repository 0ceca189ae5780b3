// What a presented payment is judged by.
import { askPool, type Db } from "../../db/client";
import { Prisma } from "../../db/generated/client";
import type { Address } from "../../kernel/address";
import type { SignedAuthorization } from "../../x402/exact/signed-authorization";
import { overShare } from "./gas-queries";

/** A price or a payee that was replaced less than this ago is still honoured: somebody may have been shown it. */
const TERMS_HONOURED_MINUTES = 15;

export interface Standing {
  /** The purchase that this authorization began, if it did. */
  knownId: string | null;
  owned: boolean;
  /** Another payment of this payer's for the item is under way. */
  hasRival: boolean;
  /** What a buyer may have been shown just now: the current price, and those it replaced within the last minutes and not as a draft. */
  amounts: bigint[];
  /** Wallets at which the creator was paid until within the last minutes. */
  payees: Address[];
  /**
   * How many of this payer's payments cost us gas and paid nobody within the last day, however often each was sent or replaced; of those that
   * were only sent in others' company, the ones whose own fault is known.
   */
  strikes: number;
  /** How many of this payer's authorizations came to nothing and are watched until they expire. */
  refused: number;
  /** How many are on their way to the chain. */
  inFlight: number;
  /** The day's gas has come to its reserve, of which this creator or this payer may draw no more. */
  isOverShare: boolean;
  /** An operator takes no payments of the payer, or for the payee. */
  isBlocked: boolean;
}

/** All that a presented payment is judged by, in one statement. */
export async function findStanding(
  db: Db,
  itemId: string,
  chainId: number,
  asset: string,
  a: SignedAuthorization,
  dailyWei: bigint | null,
): Promise<Standing> {
  const drawnBy = (subject: Prisma.Sql) => Prisma.sql`coalesce((
    SELECT wei FROM gas_share WHERE chain_id = ${chainId} AND day = CURRENT_DATE AND subject = ${subject}), 0)`;
  const creatorId = Prisma.sql`(SELECT creator_id FROM item WHERE id = ${itemId})`;
  const isOverShare =
    dailyWei === null
      ? Prisma.sql`false`
      : Prisma.sql`coalesce((
          SELECT ${overShare(dailyWei, creatorId, drawnBy(creatorId), drawnBy(Prisma.sql`${a.from}`))} FROM gas_day day
           WHERE day.chain_id = ${chainId} AND day.day = CURRENT_DATE), false)`;
  const [row] = await askPool(db)<Standing>(Prisma.sql`
    SELECT (SELECT id FROM purchase WHERE chain_id = ${chainId} AND asset = ${asset} AND payer = ${a.from} AND nonce = ${a.nonce})
             AS "knownId",
           EXISTS (SELECT FROM entitlement e JOIN purchase p ON p.id = e.purchase_id
                    WHERE e.item_id = ${itemId} AND e.wallet = ${a.from} AND p.state = 'confirmed') AS owned,
           EXISTS (SELECT FROM purchase WHERE item_id = ${itemId} AND payer = ${a.from} AND state IN ('claimed', 'settling')
                      AND (chain_id, asset, nonce) <> (${chainId}::int, ${asset}, ${a.nonce})) AS "hasRival",
           ARRAY(SELECT amount FROM (
             SELECT amount, lead(started_at) OVER (ORDER BY started_at, id) AS ended_at FROM item_price WHERE item_id = ${itemId}
           ) price WHERE ended_at IS NULL OR ended_at > greatest(
             now() - make_interval(mins => ${TERMS_HONOURED_MINUTES}::int), (SELECT published_at FROM item WHERE id = ${itemId}))
           ) AS amounts,
           ARRAY(SELECT c.from_pay_to FROM payout_change c JOIN item i ON i.creator_id = c.creator_id
                  WHERE i.id = ${itemId} AND c.completed_at > now() - make_interval(mins => ${TERMS_HONOURED_MINUTES}::int)) AS payees,
           (SELECT count(*)::int FROM purchase p
             WHERE p.chain_id = ${chainId} AND p.asset = ${asset} AND p.payer = ${a.from} AND p.state IN ('refused', 'expired')
               AND p.reason <> 'paid_twice' AND EXISTS (SELECT FROM settlement_attempt t
                    WHERE t.purchase_id = p.id AND t.relayer IS NOT NULL AND (t.members = 1 OR p.reason <> 'unexpected_settle_error')
                      AND t.created_at > now() - interval '1 day')) AS strikes,
           open.refused, open."inFlight",
           ${isOverShare} AS "isOverShare",
           EXISTS (SELECT FROM blocked_wallet WHERE wallet IN (${a.from}, ${a.to})) AS "isBlocked"
      FROM (SELECT count(*) FILTER (WHERE state = 'refused')::int AS refused,
                   count(*) FILTER (WHERE state <> 'refused')::int AS "inFlight"
              FROM purchase WHERE chain_id = ${chainId} AND asset = ${asset} AND payer = ${a.from}
                AND state IN ('claimed', 'settling', 'refused')) open`);
  if (!row) throw new Error("the standing of a payment has no row");
  return { ...row, amounts: row.amounts.map(BigInt) };
}
