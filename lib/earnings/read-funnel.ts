// The funnel of the last 30 days, from page views to deliveries, for people and agents separately.
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import type { Clock } from "../kernel/clock";
import type { Funnel, FunnelSteps, PaymentSteps } from "./codecs";
import { DAYS_SHOWN, dayAfter, startOf } from "./days";
import { type FunnelRow, selectFunnel } from "./visit-queries";

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

function add<S extends PaymentSteps>(to: S, more: S): void {
  for (const step of Object.keys(to) as (keyof S)[]) (to[step] as number) += more[step] as number;
}

export async function readFunnel({ db, clock }: { db: Db; clock: Clock }, wallet: Address): Promise<Funnel> {
  const since = startOf(DAYS_SHOWN, clock.now());
  const items = (await selectFunnel(db, wallet, since)).map((row) => ({ itemId: row.itemId, ...stepsOf(row) }));
  const payment = { challenged: 0, signed: 0, settled: 0, delivered: 0 };
  const sum: FunnelSteps = { people: { viewed: 0, reachedWall: 0, connected: 0, ...payment }, agents: { ...payment } };
  for (const { people, agents } of items) {
    add(sum.people, people);
    add(sum.agents, agents);
  }
  return { since: dayAfter(since, 0), ...sum, items };
}
