import { useLocale } from "#use-locale";
import type { EarningsDay } from "@/lib/earnings/codecs";
import { intlLocales } from "@/lib/i18n/locales";
import { formatUsd } from "@/lib/kernel/money";
import { EarningsBars } from "./earnings-bars";
import { scaleTop } from "./scale-top";

/** Share of the top, in per mille so that bigints divide well. */
const heightOf = (amount: bigint, top: bigint) => Number((amount * 1000n) / top) / 10;

/** Thirty bars, with the same figures as a table for screen readers and for anyone who prefers it. */
export function EarningsChart({ days }: { days: EarningsDay[] }) {
  const format = new Intl.DateTimeFormat(intlLocales[useLocale()], { day: "numeric", month: "short", timeZone: "UTC" });
  let highest = 0n;
  for (const { amount } of days) if (amount > highest) highest = amount;
  const top = scaleTop(highest);
  const bars = days.map(({ day, amount, sales }) => ({
    day: format.format(new Date(`${day}T00:00:00Z`)),
    amount: formatUsd(amount),
    sales,
    percent: heightOf(amount, top),
  }));
  return <EarningsBars bars={bars} scale={[top, top / 2n, 0n].map(formatUsd)} />;
}
