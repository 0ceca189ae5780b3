// A creator's earnings at a glance. The last 7 and 30 days are UTC days with today as the last, so that the chart adds up to its tile.
import type { Db } from "../db/client";
import { type Address, lower } from "../kernel/address";
import type { Clock } from "../kernel/clock";
import { selectDays, selectItems, selectTotals } from "./queries";
import type { EarningsDay, EarningsTotals, ItemEarnings } from "./types";

const chartDays = 30;
const dayMs = 24 * 3600 * 1000;

/** UTC midnight at which the last `days` days began. */
function startOf(days: number, now: Date): Date {
  return new Date(Math.floor(now.getTime() / dayMs) * dayMs - (days - 1) * dayMs);
}

function fill(rows: EarningsDay[], now: Date): EarningsDay[] {
  const known = new Map(rows.map((row) => [row.day, row]));
  return Array.from({ length: chartDays }, (_, index) => {
    const day = new Date(startOf(chartDays, now).getTime() + index * dayMs).toISOString().slice(0, 10);
    return known.get(day) ?? { day, amount: 0n, sales: 0 };
  });
}

export interface EarningsSummary {
  totals: EarningsTotals;
  /** Every one of the last 30 days, oldest first. */
  days: EarningsDay[];
  items: ItemEarnings[];
}

export async function summarizeEarnings({ db, clock }: { db: Db; clock: Clock }, wallet: Address): Promise<EarningsSummary> {
  const creator = lower(wallet);
  const now = clock.now();
  const [totals, days, items] = await Promise.all([
    selectTotals(db, creator, startOf(7, now), startOf(chartDays, now)),
    selectDays(db, creator, startOf(chartDays, now)),
    selectItems(db, creator),
  ]);
  return { totals, days: fill(days, now), items };
}
