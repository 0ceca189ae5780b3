// The steps of visits that are counted, without schemas because browsers import it.

/** Steps before a payment, which are counted; the later steps are purchases. */
export const visitSteps = ["viewed", "reachedWall", "connected", "personChallenged", "agentChallenged"] as const;
export type VisitStep = (typeof visitSteps)[number];

/** The steps that a browser reports. */
export const visitEvents = ["viewed", "reached_wall", "connected"] as const;
export type VisitEvent = (typeof visitEvents)[number];

/** How often each step happened on one item on one day. */
export interface ItemDayCount extends Record<VisitStep, number> {
  itemId: string;
  day: string;
}
