// The funnel of the last 30 days, from page views to deliveries, for people and agents separately.
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import type { Clock } from "../kernel/clock";
import type { Funnel, FunnelSteps, ItemFunnel } from "./codecs";
import { DAYS_SHOWN, dayAfter, startOf } from "./days";
import { type FunnelRow, selectFunnel, selectItemFunnels } from "./visit-queries";

const nothing: FunnelRow = {
  viewed: 0,
  reachedWall: 0,
  connected: 0,
  personChallenged: 0,
  personSigned: 0,
  personSettled: 0,
  personDelivered: 0,
  agentChallenged: 0,
  agentSigned: 0,
  agentSettled: 0,
  agentDelivered: 0,
};

function stepsOf(row: FunnelRow): FunnelSteps {
  return {
    people: {
      viewed: row.viewed,
      reachedWall: row.reachedWall,
      connected: row.connected,
      challenged: row.personChallenged,
      signed: row.personSigned,
      settled: row.personSettled,
      delivered: row.personDelivered,
    },
    agents: {
      challenged: row.agentChallenged,
      signed: row.agentSigned,
      settled: row.agentSettled,
      delivered: row.agentDelivered,
    },
  };
}

interface Deps {
  db: Db;
  clock: Clock;
}

/** Of all items, or of one; an item that is not the creator's has nothing to show. */
export async function readFunnel({ db, clock }: Deps, wallet: Address, itemId?: string): Promise<Funnel> {
  const since = startOf(DAYS_SHOWN, clock.now());
  const row = itemId ? (await selectItemFunnels(db, wallet, since, [itemId]))[0] : await selectFunnel(db, wallet, since);
  return { since: dayAfter(since, 0), ...stepsOf(row ?? nothing) };
}

/** Of each of these items that has anything to show. */
export async function readItemFunnels({ db, clock }: Deps, wallet: Address, itemIds: string[]): Promise<ItemFunnel[]> {
  const rows = await selectItemFunnels(db, wallet, startOf(DAYS_SHOWN, clock.now()), itemIds);
  return rows.map((row) => ({ itemId: row.itemId, ...stepsOf(row) }));
}

/** Whether anything happened at all. */
export const hasSteps = ({ people, agents }: FunnelSteps): boolean =>
  [...Object.values(people), ...Object.values(agents)].some((count) => count > 0);
