// Earnings: sums and series over settled purchases. Amounts in atomic USDC; days are UTC dates ("2026-11-22").

export interface EarningsTotals {
  last7Days: bigint;
  last30Days: bigint;
  allTime: bigint;
  sales: number;
  /** Number of distinct wallets that bought. */
  buyers: number;
}

export interface EarningsDay {
  day: string;
  amount: bigint;
  sales: number;
}

export interface ItemEarnings {
  itemId: string;
  slug: string;
  title: string;
  amount: bigint;
  sales: number;
}

export interface Sale {
  /** The purchase's id. */
  id: string;
  itemId: string;
  title: string;
  amount: bigint;
  payer: string;
  payerKind: "person" | "agent";
  transaction: string;
  settledAt: Date;
}

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

/** The steps of both people and agents. */
export interface PaymentSteps {
  /** 402 answers. */
  challenged: number;
  /** Signed payments that passed verification. */
  signed: number;
  settled: number;
  /** Answers to a payment that carried the content. */
  delivered: number;
}

export interface PeopleSteps extends PaymentSteps {
  viewed: number;
  reachedWall: number;
  connected: number;
}

export interface FunnelSteps {
  people: PeopleSteps;
  agents: PaymentSteps;
}

/** Funnels of the last 30 days: in total and for each item. */
export interface Funnel extends FunnelSteps {
  /** The first day. */
  since: string;
  items: (FunnelSteps & { itemId: string })[];
}
