import Link from "next/link";
import { Checklist } from "@/components/dashboard/checklist";
import { BestSellers } from "@/components/dashboard/earnings/best-sellers";
import { SalesTable } from "@/components/dashboard/earnings/sales-table";
import { Tiles } from "@/components/dashboard/earnings/tiles";
import { NewSales } from "@/components/dashboard/new-sales/new-sales";
import { text } from "@/components/dashboard/text";
import { findFirstPieces } from "@/lib/catalog/items/list-own-items";
import { listItemEarnings } from "@/lib/earnings/list-item-earnings";
import { listSales } from "@/lib/earnings/list-sales";
import { readFunnel } from "@/lib/earnings/read-funnel";
import { sumEarnings } from "@/lib/earnings/summarize";
import { readText } from "@/lib/i18n/read-locale";
import { services } from "@/lib/services";
import { findCreatorSession } from "./creator-session";

const shown = 5;

export default async function DashboardPage() {
  const session = await findCreatorSession();
  if (!session) return null;
  const [t, pieces, totals, funnel, best, sales] = await Promise.all([
    readText(text),
    findFirstPieces(services(), session.creator.id),
    sumEarnings(services(), session.wallet),
    readFunnel(services(), session.wallet),
    listItemEarnings(services(), session.wallet, undefined, shown),
    listSales(services(), session.wallet, undefined, shown),
  ]);
  return (
    <div className="page space-y-12 pt-8 md:pt-12">
      <NewSales />
      <div>
        <h1 className="mb-7 text-3xl">{t.home.greeting(session.creator.displayName)}</h1>
        <Tiles totals={totals} funnel={funnel} />
      </div>
      <Checklist creator={session.creator} pieces={pieces} sales={totals.sales} />
      {best.rows.length > 0 && (
        <section>
          <h2 className="mb-4 text-xl">{t.home.bestSellers}</h2>
          <BestSellers items={best.rows} />
        </section>
      )}
      {sales.rows.length > 0 && (
        <section>
          <div className="mb-4 flex items-baseline justify-between gap-4">
            <h2 className="text-xl">{t.home.latestSales}</h2>
            <Link href="/dashboard/earnings" className="link text-sm">
              {t.home.allEarnings}
            </Link>
          </div>
          <SalesTable sales={sales.rows} explorer={services().network.explorer} />
        </section>
      )}
    </div>
  );
}
