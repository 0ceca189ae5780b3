import type { ReactNode } from "react";
import { Money } from "@/components/ui/money";
import type { EarningsTotals } from "@/lib/earnings/types";

function Tile({ label, definition, children }: { label: string; definition: string; children: ReactNode }) {
  return (
    <div className="border-t-2 border-ink pt-3 pb-5">
      <dt className="text-sm font-semibold text-ink-2">{label}</dt>
      <dd>
        <span className="figures mt-1 block font-serif text-3xl font-medium tracking-tight">{children}</span>
        <span className="mt-1.5 block text-sm text-pretty text-ink-3">{definition}</span>
      </dd>
    </div>
  );
}

/** The figures, each with what it means. */
export function Tiles({ totals }: { totals: EarningsTotals }) {
  return (
    <dl className="grid grid-cols-2 gap-x-5 gap-y-5 sm:gap-x-8 lg:grid-cols-4">
      <Tile label="Last 7 days" definition="Settled sales of today and the six days before, UTC.">
        <Money amount={totals.last7Days} />
      </Tile>
      <Tile label="Last 30 days" definition="The same for thirty days; the chart under Earnings adds up to it.">
        <Money amount={totals.last30Days} />
      </Tile>
      <Tile label="All time" definition="Everything that has arrived in your wallet through Pennypost.">
        <Money amount={totals.allTime} />
      </Tile>
      <Tile
        label="Sales"
        definition={`Settled purchases, by ${totals.buyers.toLocaleString("en-US")} different ${totals.buyers === 1 ? "wallet" : "wallets"}.`}
      >
        {totals.sales.toLocaleString("en-US")}
      </Tile>
    </dl>
  );
}
