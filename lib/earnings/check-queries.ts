// The sums of final sales against the settlements they are of. It reads everything that was ever sold: for an operator, and for tests.
import type { Db } from "../db/client";

export interface WrongSum {
  table: string;
  key: string;
}

/** Sums that are not what their settlements add up to; at most `limit`. */
export function selectWrongSums(db: Db, limit: number): Promise<WrongSum[]> {
  return db.$queryRaw<WrongSum[]>`
    WITH final AS (
      SELECT s.creator_id, s.item_id, (s.settled_at AT TIME ZONE 'UTC')::date AS day, s.amount, p.payer,
             (p.payer_kind = 'person')::int AS person, (p.payer_kind = 'person' AND p.delivered_at IS NOT NULL)::int AS person_delivered,
             (p.payer_kind = 'agent' AND p.delivered_at IS NOT NULL)::int AS agent_delivered
        FROM settlement s JOIN purchase p ON p.id = s.purchase_id WHERE s.finalized_at IS NOT NULL
    ), expected AS (
      SELECT 'item_day' AS "table", item_id || ' ' || day AS key, sum(amount)::bigint AS amount,
             ARRAY[sum(person), sum(1 - person), sum(person_delivered), sum(agent_delivered)]::int[] AS counts FROM final GROUP BY item_id, day
       UNION ALL
      SELECT 'creator_day', creator_id || ' ' || day, sum(amount)::bigint,
             ARRAY[sum(person), sum(1 - person), sum(person_delivered), sum(agent_delivered)]::int[] FROM final GROUP BY creator_id, day
       UNION ALL
      SELECT 'item_total', item_id || ' ' || creator_id, sum(amount)::bigint, ARRAY[count(*)]::int[] FROM final GROUP BY item_id, creator_id
       UNION ALL
      SELECT 'creator_total', creator_id, sum(amount)::bigint, ARRAY[count(*), count(DISTINCT payer)]::int[] FROM final GROUP BY creator_id
       UNION ALL
      SELECT 'creator_buyer', creator_id || ' ' || payer, 0, ARRAY[count(*)]::int[] FROM final GROUP BY creator_id, payer
    ), kept AS (
      SELECT 'item_day' AS "table", item_id || ' ' || day AS key, amount,
             ARRAY[person_sales, agent_sales, person_delivered, agent_delivered] AS counts FROM item_day
       UNION ALL
      SELECT 'creator_day', creator_id || ' ' || day, amount, ARRAY[person_sales, agent_sales, person_delivered, agent_delivered] FROM creator_day
       UNION ALL
      SELECT 'item_total', item_id || ' ' || creator_id, amount, ARRAY[sales] FROM item_total
       UNION ALL
      SELECT 'creator_total', creator_id, amount, ARRAY[sales, buyers] FROM creator_total
       UNION ALL
      SELECT 'creator_buyer', creator_id || ' ' || wallet, 0, ARRAY[sales] FROM creator_buyer
    )
    SELECT "table", key FROM expected FULL JOIN kept USING ("table", key)
     WHERE coalesce(expected.amount, 0) <> coalesce(kept.amount, 0)
        OR expected.counts IS DISTINCT FROM kept.counts AND 0 <> ANY(coalesce(expected.counts, kept.counts))
     ORDER BY 1, 2 LIMIT ${limit}`;
}
