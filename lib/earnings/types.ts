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
