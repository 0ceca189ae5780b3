// A summary of a creator's earnings. The last 7 and 30 days are UTC days up to today, so that the chart's bars add up to its sum.
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import type { Clock } from "../kernel/clock";
import type { EarningsDay, EarningsTotals, ItemEarnings } from "./codecs";
import { DAYS_SHOWN, dayAfter, startOf } from "./days";
import { selectDays, selectItems, selectTotals } from "./earnings-queries";

const ITEMS_SHOWN = 10;

function fill(rows: EarningsDay[], now: Date): EarningsDay[] {
  const known = new Map(rows.map((row) => [row.day, row]));
  return Array.from({ length: DAYS_SHOWN }, (_, index) => {
    const day = dayAfter(startOf(DAYS_SHOWN, now), index);
    return known.get(day) ?? { day, amount: 0n, sales: 0 };
  });
}

export interface EarningsSummary {
  totals: EarningsTotals;
  /** Every one of the last 30 days, oldest first. */
  days: EarningsDay[];
  /** The ten that earned most. */
  items: ItemEarnings[];
}

/** The sums alone. */
export function sumEarnings({ db, clock }: { db: Db; clock: Clock }, wallet: Address): Promise<EarningsTotals> {
  const now = clock.now();
  return selectTotals(db, wallet, startOf(7, now), startOf(DAYS_SHOWN, now));
}

export async function summarizeEarnings({ db, clock }: { db: Db; clock: Clock }, wallet: Address): Promise<EarningsSummary> {
  const now = clock.now();
  const [totals, days, items] = await Promise.all([
    sumEarnings({ db, clock }, wallet),
    selectDays(db, wallet, startOf(DAYS_SHOWN, now)),
    selectItems(db, wallet, undefined, ITEMS_SHOWN),
  ]);
  return { totals, days: fill(days, now), items };
}
