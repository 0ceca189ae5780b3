import Link from "next/link";
import { BestSellers } from "@/components/dashboard/best-sellers";
import { Checklist } from "@/components/dashboard/checklist";
import { SalesTable } from "@/components/dashboard/sales-table";
import { Tiles } from "@/components/dashboard/tiles";
import { listOwnItems } from "@/lib/catalog/list-own-items";
import { listSales } from "@/lib/earnings/list-sales";
import { summarizeEarnings } from "@/lib/earnings/summarize";
import { services } from "@/lib/services";
import { findSeat } from "./seat";

const shown = 5;

export default async function DashboardPage() {
  const seat = await findSeat();
  if (!seat) return null;
  const [items, { totals, items: sellers }, sales] = await Promise.all([
    listOwnItems(services(), seat.wallet),
    summarizeEarnings(services(), seat.wallet),
    listSales(services(), seat.wallet, undefined, shown),
  ]);
  const best = sellers.filter((item) => item.sales > 0).slice(0, shown);
  return (
    <div className="page space-y-12 pt-8 md:pt-12">
      <div>
        <h1 className="mb-7 text-3xl">Good to see you, {seat.creator.displayName}</h1>
        <Tiles totals={totals} />
      </div>
      <Checklist creator={seat.creator} items={items} sales={totals.sales} />
      {best.length > 0 && (
        <section>
          <h2 className="mb-4 text-xl">Best sellers</h2>
          <BestSellers items={best} />
        </section>
      )}
      {sales.rows.length > 0 && (
        <section>
          <div className="mb-4 flex items-baseline justify-between gap-4">
            <h2 className="text-xl">Latest sales</h2>
            <Link href="/dashboard/earnings" className="link text-sm">
              All earnings
            </Link>
          </div>
          <SalesTable sales={sales.rows} explorer={services().network.explorer} />
        </section>
      )}
    </div>
  );
}
