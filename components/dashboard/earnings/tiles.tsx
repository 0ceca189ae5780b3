import clsx from "clsx";
import type { ReactNode } from "react";
import { formatNumber } from "@/components/format/format-number";
import { Money } from "@/components/ui/money";
import type { EarningsTotals, FunnelSteps } from "@/lib/earnings/codecs";
import { useText } from "@/lib/i18n/use-text";
import { shareOf } from "./conversion";
import { text } from "./text";

interface TileProps {
  label: string;
  definition: string;
  /** Takes the full width of a phone: the last of an odd number of tiles. */
  wide?: boolean;
  children: ReactNode;
}

function Tile({ label, definition, wide, children }: TileProps) {
  return (
    <div className={clsx("border-t-2 border-ink pt-3 pb-5", wide && "col-span-2 sm:col-span-1")}>
      <dt className="text-sm font-semibold text-ink-2">{label}</dt>
      <dd>
        <span className="figures mt-1 block font-serif text-3xl font-medium tracking-tight">{children}</span>
        <span className="mt-1.5 block text-sm text-pretty text-ink-3">{definition}</span>
      </dd>
    </div>
  );
}

/** The sums, each with an explanation. */
export function Tiles({ totals, funnel: { people } }: { totals: EarningsTotals; funnel: FunnelSteps }) {
  const t = useText(text).tiles;
  const conversion = shareOf(people.settled, people.viewed);
  return (
    <dl className="grid grid-cols-2 gap-x-5 gap-y-5 sm:grid-cols-3 sm:gap-x-8 lg:grid-cols-5">
      <Tile label={t.last7Days} definition={t.last7DaysMeans}>
        <Money amount={totals.last7Days} />
      </Tile>
      <Tile label={t.last30Days} definition={t.last30DaysMeans}>
        <Money amount={totals.last30Days} />
      </Tile>
      <Tile label={t.allTime} definition={t.allTimeMeans}>
        <Money amount={totals.allTime} />
      </Tile>
      <Tile label={t.sales} definition={t.salesMean(totals.buyers)}>
        {formatNumber(totals.sales)}
      </Tile>
      <Tile wide label={t.conversion} definition={t.conversionMeans}>
        {conversion ?? <span className="text-xl text-ink-3">{t.noViews}</span>}
      </Tile>
    </dl>
  );
}
