"use client";
// A client component, so that the page's payload carries the figures and not their markup once more.
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

interface Bar {
  /** In words, as is its amount. */
  day: string;
  amount: string;
  sales: number;
  /** Of the scale. */
  percent: number;
}

interface EarningsBarsProps {
  bars: Bar[];
  /** Amounts in words: at the top, half-way, at the foot. */
  scale: string[];
}

export function EarningsBars({ bars, scale }: EarningsBarsProps) {
  const { chart: t, sales: salesOf } = useText(text);
  return (
    <figure>
      <div aria-hidden className="chart">
        <ol className="scale">
          {scale.map((amount) => (
            <li key={amount}>{amount}</li>
          ))}
        </ol>
        <div className="bars">
          {bars.map(({ day, amount, sales, percent }) => (
            <div key={day}>
              <s style={{ height: sales > 0 || percent > 0 ? `max(3px,${percent}%)` : 0 }} />
              <p>
                <b>{day}</b> · <span className="figures">{amount}</span> · {salesOf(sales)}
              </p>
            </div>
          ))}
        </div>
        <div className="figures mt-2 flex justify-between text-xs text-ink-3">
          {[bars[0], bars[Math.floor(bars.length / 2)], bars.at(-1)].map((bar) => bar && <span key={bar.day}>{bar.day}</span>)}
        </div>
      </div>
      <details className="mt-3 text-sm">
        <summary className="w-fit text-ink-3 hover:text-ink">{t.table}</summary>
        <table className="days">
          <thead>
            <tr>
              <th>{t.day}</th>
              <th>{t.sales}</th>
              <th>{t.earned}</th>
            </tr>
          </thead>
          <tbody>
            {bars.toReversed().map(({ day, sales, amount }) => (
              <tr key={day}>
                <td>{day}</td>
                <td>{sales}</td>
                <td>{amount}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
