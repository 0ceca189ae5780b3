import { Download } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { BestSellers } from "@/components/dashboard/best-sellers";
import { EarningsChart } from "@/components/dashboard/earnings-chart";
import { SalesTable } from "@/components/dashboard/sales-table";
import { Tiles } from "@/components/dashboard/tiles";
import { one, type SearchParams } from "@/components/market/market-url";
import { buttonClass, LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { listSales } from "@/lib/earnings/list-sales";
import { summarizeEarnings } from "@/lib/earnings/summarize";
import { Refusal } from "@/lib/kernel/errors";
import { services } from "@/lib/services";
import { findSeat } from "../seat";

export const metadata: Metadata = { title: "Earnings" };

export default async function EarningsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const seat = await findSeat();
  if (!seat) return null;
  const cursor = one((await searchParams).cursor);
  const [{ totals, days, items }, sales] = await Promise.all([
    summarizeEarnings(services(), seat.wallet),
    listSales(services(), seat.wallet, cursor).catch((error: unknown) => {
      // A cursor that is not ours: begin at the latest.
      if (cursor && error instanceof Refusal) redirect("/dashboard/earnings");
      throw error;
    }),
  ]);
  return (
    <div className="page space-y-12 pt-8 md:pt-12">
      <div>
        <div className="mb-7 flex flex-wrap items-center justify-between gap-4">
          <h1 className="text-3xl">Earnings</h1>
          <a href="/api/earnings/sales.csv" download className={buttonClass({ size: "small" })}>
            <Download aria-hidden className="size-4" /> All sales as CSV
          </a>
        </div>
        <Tiles totals={totals} />
      </div>
      {totals.sales === 0 ? (
        <EmptyState title="No sales yet" action={<LinkButton href="/dashboard/items">Your pieces</LinkButton>}>
          The moment somebody buys one of your pieces it stands here, with its transaction.
        </EmptyState>
      ) : (
        <>
          <section>
            <h2 className="mb-5 text-xl">Day by day</h2>
            <EarningsChart days={days} />
          </section>
          <section>
            <h2 className="mb-4 text-xl">By piece</h2>
            <BestSellers items={items} />
          </section>
          <section>
            <h2 className="mb-4 text-xl">Sales</h2>
            <SalesTable sales={sales.rows} explorer={services().network.explorer} />
            <nav aria-label="Pages" className="mt-8 flex justify-center gap-3">
              {cursor && <LinkButton href="/dashboard/earnings">Back to the latest</LinkButton>}
              {sales.next && (
                <LinkButton href={`/dashboard/earnings?cursor=${encodeURIComponent(sales.next)}`}>Earlier sales</LinkButton>
              )}
            </nav>
          </section>
        </>
      )}
    </div>
  );
}
