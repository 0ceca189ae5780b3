// Counts of the steps before a purchase, and the funnel.
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import { type ItemDayCount, visitSteps } from "./types";

/** One statement for all counts, in the order of their keys, so that two processes do not deadlock. */
export async function addCounts(db: Db, counts: ItemDayCount[]): Promise<void> {
  const [viewed, reachedWall, connected, person, agent] = visitSteps.map((step) => counts.map((count) => count[step]));
  await db.$executeRaw`
    INSERT INTO item_day AS d (item_id, day, viewed, reached_wall, connected, person_challenged, agent_challenged)
    SELECT c.item_id, c.day, c.viewed, c.reached_wall, c.connected, c.person, c.agent
      FROM unnest(${counts.map(({ itemId }) => itemId)}::text[], ${counts.map(({ day }) => day)}::date[], ${viewed}::int[],
                  ${reachedWall}::int[], ${connected}::int[], ${person}::int[], ${agent}::int[])
             AS c(item_id, day, viewed, reached_wall, connected, person, agent)
      JOIN item i ON i.id = c.item_id ORDER BY c.item_id, c.day
    ON CONFLICT (item_id, day) DO UPDATE SET
      viewed = d.viewed + excluded.viewed, reached_wall = d.reached_wall + excluded.reached_wall,
      connected = d.connected + excluded.connected, person_challenged = d.person_challenged + excluded.person_challenged,
      agent_challenged = d.agent_challenged + excluded.agent_challenged`;
}

export interface FunnelRow {
  itemId: string;
  viewed: number;
  reachedWall: number;
  connected: number;
  personChallenged: number;
  personSigned: number;
  personSettled: number;
  personDelivered: number;
  agentChallenged: number;
  agentSigned: number;
  agentSettled: number;
  agentDelivered: number;
}

/** Sums since a UTC midnight for each of the creator's items that has any. */
export function selectFunnel(db: Db, wallet: Address, since: Date): Promise<FunnelRow[]> {
  return db.$queryRaw<FunnelRow[]>`
    WITH own AS (SELECT i.id FROM creator c JOIN item i ON i.creator_id = c.id WHERE c.wallet = ${wallet}),
    visits AS (
      SELECT d.item_id, sum(d.viewed)::int AS viewed, sum(d.reached_wall)::int AS reached_wall, sum(d.connected)::int AS connected,
             sum(d.person_challenged)::int AS person, sum(d.agent_challenged)::int AS agent
        FROM own JOIN item_day d ON d.item_id = own.id WHERE d.day >= (${since}::timestamptz AT TIME ZONE 'UTC')::date GROUP BY 1
    ),
    paid AS (
      SELECT p.item_id, p.payer_kind, count(*)::int AS signed, count(s.purchase_id)::int AS settled,
             count(p.delivered_at)::int AS delivered
        FROM purchase p LEFT JOIN settlement s ON s.purchase_id = p.id
       WHERE p.creator_id = (SELECT id FROM creator WHERE wallet = ${wallet}) AND p.created_at >= ${since}::timestamptz
       GROUP BY 1, 2
    )
    SELECT own.id AS "itemId", coalesce(v.viewed, 0) AS viewed, coalesce(v.reached_wall, 0) AS "reachedWall",
           coalesce(v.connected, 0) AS connected, coalesce(v.person, 0) AS "personChallenged",
           coalesce(v.agent, 0) AS "agentChallenged", coalesce(p.signed, 0) AS "personSigned",
           coalesce(p.settled, 0) AS "personSettled", coalesce(p.delivered, 0) AS "personDelivered",
           coalesce(a.signed, 0) AS "agentSigned", coalesce(a.settled, 0) AS "agentSettled",
           coalesce(a.delivered, 0) AS "agentDelivered"
      FROM own LEFT JOIN visits v ON v.item_id = own.id
      LEFT JOIN paid p ON p.item_id = own.id AND p.payer_kind = 'person'
      LEFT JOIN paid a ON a.item_id = own.id AND a.payer_kind = 'agent'
     WHERE (v.item_id, p.item_id, a.item_id) IS DISTINCT FROM (NULL, NULL, NULL) ORDER BY own.id`;
}
