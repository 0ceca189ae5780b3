// Earnings: sums and series over settled purchases. Amounts in atomic USDC; days are UTC dates ("2026-11-22").

export interface EarningsTotals {
  last7Days: bigint;
  last30Days: bigint;
  allTime: bigint;
  sales: number;
  /** Distinct wallets that bought. */
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

/** What is counted before anybody pays; the later steps are purchases. */
export const visitSteps = ["viewed", "reachedWall", "connected", "personChallenged", "agentChallenged"] as const;
export type VisitStep = (typeof visitSteps)[number];

/** What a browser tells of by itself. */
export const visitEvents = ["viewed", "reached_wall", "connected"] as const;
export type VisitEvent = (typeof visitEvents)[number];

/** How often each step was taken on one item on one day. */
export interface ItemDayCount extends Record<VisitStep, number> {
  itemId: string;
  day: string;
}

/** The steps that people and agents have in common. */
export interface PaymentSteps {
  /** Answers 402: the price was told to who asked for the paid part. */
  challenged: number;
  /** Signed payments that were taken on. */
  signed: number;
  settled: number;
  /** Answers to a payment that carried the bytes. */
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

/** A funnel of the last 30 days: of everything, and item by item. */
export interface Funnel extends FunnelSteps {
  /** The first of its days. */
  since: string;
  items: (FunnelSteps & { itemId: string })[];
}
