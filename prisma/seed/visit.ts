// The visits that a month of demo sales would have come from. Draws come from a seeded generator, as those of the sales do.
import { createVisitCounts, writeVisits } from "../../lib/earnings/visit-counts";
import type { Services } from "../../lib/services";
import { dice } from "./make/dice";
import type { PlannedSale } from "./sell";

const SHARE_AT_WALL = 0.6;
const SHARE_IN_DOUBT = 0.4;

/** More people look than come to the wall, more come to the wall than connect; an agent asks for the price before it pays. */
export async function visitForAMonth({ db }: Services, sales: PlannedSale[]): Promise<void> {
  const draw = dice(402);
  let now = new Date();
  const visits = createVisitCounts({ now: () => now });
  for (const { itemId, time, payerKind } of sales) {
    now = new Date(time * 1000);
    const looked = Math.floor(draw() * 14);
    visits.count(itemId, payerKind === "agent" ? "agentChallenged" : "personChallenged");
    if (payerKind === "person") for (const step of ["viewed", "reachedWall", "connected"] as const) visits.count(itemId, step);
    for (let visitor = 0; visitor < looked; visitor++) {
      visits.count(itemId, "viewed");
      if (draw() < SHARE_AT_WALL) visits.count(itemId, "reachedWall");
    }
    if (draw() < SHARE_IN_DOUBT) visits.count(itemId, payerKind === "agent" ? "agentChallenged" : "connected");
  }
  await writeVisits({ db, visits });
}
