// Counts of the steps before a purchase, and the funnel.
import type { Db } from "../db/client";
import { Prisma } from "../db/generated/client";
import type { Address } from "../kernel/address";
import { type ItemDayCount, visitSteps } from "./types";

/** One statement for all counts, in the order of their keys, so that two processes do not deadlock. */
export async function addCounts(db: Db, counts: ItemDayCount[]): Promise<void> {
  const [viewed, reachedWall, connected, person, agent] = visitSteps.map((step) => counts.map((count) => count[step]));
  await db.$executeRaw`
    WITH counted AS MATERIALIZED (
      SELECT c.item_id, i.creator_id, c.day, c.viewed, c.reached_wall, c.connected, c.person, c.agent
        FROM unnest(${counts.map(({ itemId }) => itemId)}::text[], ${counts.map(({ day }) => day)}::date[], ${viewed}::int[],
                    ${reachedWall}::int[], ${connected}::int[], ${person}::int[], ${agent}::int[])
               AS c(item_id, day, viewed, reached_wall, connected, person, agent)
        JOIN item i ON i.id = c.item_id
    ), items AS (
      INSERT INTO item_day AS d (item_id, day, viewed, reached_wall, connected, person_challenged, agent_challenged)
      SELECT item_id, day, viewed, reached_wall, connected, person, agent FROM counted ORDER BY item_id, day
      ON CONFLICT (item_id, day) DO UPDATE SET
        viewed = d.viewed + excluded.viewed, reached_wall = d.reached_wall + excluded.reached_wall,
        connected = d.connected + excluded.connected, person_challenged = d.person_challenged + excluded.person_challenged,
        agent_challenged = d.agent_challenged + excluded.agent_challenged
    )
    INSERT INTO creator_day AS d (creator_id, day, viewed, reached_wall, connected, person_challenged, agent_challenged)
    SELECT creator_id, day, sum(viewed), sum(reached_wall), sum(connected), sum(person), sum(agent)
      FROM counted GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (creator_id, day) DO UPDATE SET
      viewed = d.viewed + excluded.viewed, reached_wall = d.reached_wall + excluded.reached_wall,
      connected = d.connected + excluded.connected, person_challenged = d.person_challenged + excluded.person_challenged,
      agent_challenged = d.agent_challenged + excluded.agent_challenged`;
}

export interface FunnelRow {
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

const isPerson = Prisma.sql`(p.payer_kind = 'person')::int`;
const isAgent = Prisma.sql`(p.payer_kind = 'agent')::int`;
const isDelivered = Prisma.sql`(p.delivered_at IS NOT NULL)::int`;
const sums = Prisma.sql`
  coalesce(sum(viewed), 0)::int AS viewed, coalesce(sum(reached_wall), 0)::int AS "reachedWall",
  coalesce(sum(connected), 0)::int AS connected, coalesce(sum(person_challenged), 0)::int AS "personChallenged",
  coalesce(sum(agent_challenged), 0)::int AS "agentChallenged", coalesce(sum(person_signed), 0)::int AS "personSigned",
  coalesce(sum(person_settled), 0)::int AS "personSettled", coalesce(sum(person_delivered), 0)::int AS "personDelivered",
  coalesce(sum(agent_signed), 0)::int AS "agentSigned", coalesce(sum(agent_settled), 0)::int AS "agentSettled",
  coalesce(sum(agent_delivered), 0)::int AS "agentDelivered"`;

/**
 * Steps from the sums of days, from the settlements that are not in them yet, and from payments that were taken on and not made, if any.
 * `itemIds` null: all items of the creator.
 */
function stepsSince(wallet: Address, since: Date, itemIds: string[] | null): Prisma.Sql {
  const creator = Prisma.sql`(SELECT id FROM creator WHERE wallet = ${wallet})`;
  const days = itemIds
    ? Prisma.sql`SELECT d.* FROM item_day d JOIN item i ON i.id = d.item_id AND i.creator_id = ${creator} WHERE d.item_id = ANY(${itemIds})`
    : Prisma.sql`SELECT NULL AS item_id, d.* FROM creator_day d WHERE d.creator_id = ${creator}`;
  const item = itemIds ? Prisma.sql`p.item_id` : Prisma.sql`NULL`;
  const isAsked = itemIds ? Prisma.sql`AND p.item_id = ANY(${itemIds})` : Prisma.empty;
  return Prisma.sql`
    (SELECT item_id, viewed, reached_wall, connected, person_challenged, agent_challenged, person_sales AS person_signed,
            person_sales AS person_settled, person_delivered, agent_sales AS agent_signed, agent_sales AS agent_settled, agent_delivered
       FROM (${days} AND d.day >= (${since}::timestamptz AT TIME ZONE 'UTC')::date) d
      UNION ALL
     SELECT ${item}, 0, 0, 0, 0, 0, ${isPerson}, ${isPerson}, ${isPerson} * ${isDelivered}, ${isAgent}, ${isAgent}, ${isAgent} * ${isDelivered}
       FROM settlement s JOIN purchase p ON p.id = s.purchase_id
      WHERE s.creator_id = ${creator} AND s.finalized_at IS NULL AND s.settled_at >= ${since}::timestamptz ${isAsked}
      UNION ALL
     SELECT ${item}, 0, 0, 0, 0, 0, ${isPerson}, 0, ${isPerson} * ${isDelivered}, ${isAgent}, 0, ${isAgent} * ${isDelivered}
       FROM purchase p
      WHERE p.creator_id = ${creator} AND p.state <> 'confirmed' AND p.created_at >= ${since}::timestamptz ${isAsked}
        AND NOT EXISTS (SELECT FROM settlement s WHERE s.purchase_id = p.id)) steps`;
}

/** Sums since a UTC midnight over all items of a creator. */
export async function selectFunnel(db: Db, wallet: Address, since: Date): Promise<FunnelRow> {
  const [row] = await db.$queryRaw<[FunnelRow]>`SELECT ${sums} FROM ${stepsSince(wallet, since, null)}`;
  return row;
}

/** The same for each of these items that are the creator's and have any. */
export function selectItemFunnels(
  db: Db,
  wallet: Address,
  since: Date,
  itemIds: string[],
): Promise<(FunnelRow & { itemId: string })[]> {
  return db.$queryRaw`SELECT item_id AS "itemId", ${sums} FROM ${stepsSince(wallet, since, itemIds)} GROUP BY item_id ORDER BY item_id`;
}
