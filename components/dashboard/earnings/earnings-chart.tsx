import { useLocale } from "#use-locale";
import { Money } from "@/components/ui/money";
import type { EarningsDay } from "@/lib/earnings/codecs";
import { intlLocales } from "@/lib/i18n/locales";
import { useText } from "@/lib/i18n/use-text";
import { formatUsd } from "@/lib/kernel/money";
import { text } from "./text";

/** Share of the highest day, in per mille so that bigints divide well. */
const heightOf = (amount: bigint, highest: bigint) => (highest === 0n ? 0 : Number((amount * 1000n) / highest) / 10);

/** Thirty bars, drawn on the server, with the same figures as a table for screen readers and for anyone who prefers it. */
export function EarningsChart({ days }: { days: EarningsDay[] }) {
  const { chart: t, sales: salesOf } = useText(text);
  const format = new Intl.DateTimeFormat(intlLocales[useLocale()], { day: "numeric", month: "short", timeZone: "UTC" });
  const dayName = (day: string) => format.format(new Date(`${day}T00:00:00Z`));
  let highest = 0n;
  for (const { amount } of days) if (amount > highest) highest = amount;
  return (
    <figure>
      <div aria-hidden className="flex h-52 items-end gap-px border-b border-ink sm:gap-1">
        {days.map(({ day, amount, sales }) => (
          <div key={day} className="group relative flex h-full flex-1 items-end hover:bg-sunk">
            <div
              className="w-full rounded-t-sm bg-red-fill group-hover:bg-red-fill-hover"
              style={{ height: `${heightOf(amount, highest)}%`, minHeight: amount > 0n ? 3 : 0 }}
            />
            <div className="pointer-events-none absolute bottom-full left-1/2 z-10 hidden -translate-x-1/2 rounded-md bg-ink px-2.5 py-1 text-xs whitespace-nowrap text-paper group-hover:block group-nth-[-n+4]:left-0 group-nth-[-n+4]:translate-x-0 group-nth-last-[-n+4]:right-0 group-nth-last-[-n+4]:left-auto group-nth-last-[-n+4]:translate-x-0">
              <span className="font-semibold">{dayName(day)}</span> · <span className="figures">{formatUsd(amount)}</span> ·{" "}
              {salesOf(sales)}
            </div>
          </div>
        ))}
      </div>
      <div aria-hidden className="figures mt-2 flex justify-between text-xs text-ink-3">
        {[days[0], days[Math.floor(days.length / 2)], days.at(-1)].map(
          (day) => day && <span key={day.day}>{dayName(day.day)}</span>,
        )}
      </div>
      <details className="mt-3 text-sm">
        <summary className="w-fit text-ink-3 hover:text-ink">{t.table}</summary>
        <table className="figures mt-3 w-full max-w-md border-collapse">
          <thead>
            <tr className="border-b border-ink text-left">
              <th className="py-1.5">{t.day}</th>
              <th className="py-1.5 text-end">{t.sales}</th>
              <th className="py-1.5 text-end">{t.earned}</th>
            </tr>
          </thead>
          <tbody>
            {[...days].reverse().map(({ day, sales, amount }) => (
              <tr key={day} className="border-b border-rule">
                <td className="py-1.5">{dayName(day)}</td>
                <td className="py-1.5 text-end">{sales}</td>
                <td className="py-1.5 text-end">
                  <Money amount={amount} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
