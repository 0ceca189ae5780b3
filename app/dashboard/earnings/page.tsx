import { Download } from "lucide-react";
import type { Metadata } from "next";
import { BestSellers } from "@/components/dashboard/earnings/best-sellers";
import { EarningsChart } from "@/components/dashboard/earnings/earnings-chart";
import { FunnelTable } from "@/components/dashboard/earnings/funnel-table";
import { SalesTable } from "@/components/dashboard/earnings/sales-table";
import { text } from "@/components/dashboard/earnings/text";
import { Tiles } from "@/components/dashboard/earnings/tiles";
import { NewSales } from "@/components/dashboard/new-sales/new-sales";
import { formatDate } from "@/components/format/format";
import { one, type SearchParams } from "@/components/market/market-url";
import { buttonClass, LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { findItemTitle, listItemEarnings } from "@/lib/earnings/list-item-earnings";
import { listSales } from "@/lib/earnings/list-sales";
import { hasSteps, readFunnel } from "@/lib/earnings/read-funnel";
import { summarizeEarnings } from "@/lib/earnings/summarize";
import { readLocale, readText } from "@/lib/i18n/read-locale";
import { services } from "@/lib/services";
import { findCreatorSession } from "../creator-session";
import { orFirstPage } from "../or-first-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).title };
}

const PIECES_SHOWN = 10;

const PATH = "/dashboard/earnings";

export default async function EarningsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const session = await findCreatorSession();
  if (!session) return null;
  const { wallet } = session;
  const query = await searchParams;
  const [cursor, pieces, pieceId] = [one(query.cursor), one(query.pieces), one(query.piece)];
  const [t, locale, { totals, days }, funnel, title, best, sales] = await Promise.all([
    readText(text),
    readLocale(),
    summarizeEarnings(services(), wallet),
    readFunnel(services(), wallet),
    pieceId ? findItemTitle(services(), wallet, pieceId) : null,
    orFirstPage(listItemEarnings(services(), wallet, pieces, PIECES_SHOWN), pieces, PATH),
    orFirstPage(listSales(services(), wallet, cursor), cursor, PATH),
  ]);
  const shown = pieceId && title !== null ? await readFunnel(services(), wallet, pieceId) : funnel;
  return (
    <div className="page space-y-12 pt-8 md:pt-12">
      <NewSales />
      <div>
        <div className="mb-7 flex flex-wrap items-center justify-between gap-4">
          <h1 className="text-3xl">{t.title}</h1>
          <p className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
            <a href="/api/earnings/sales.csv" download className={buttonClass({ size: "small" })}>
              <Download aria-hidden className="size-4" /> {t.allAsCsv}
            </a>
            <span className="text-ink-3">
              {t.forSpreadsheets}{" "}
              <a href="/api/earnings/sales.csv?decimal=point" download className="link">
                0.25
              </a>{" "}
              ·{" "}
              <a href="/api/earnings/sales.csv?decimal=comma" download className="link">
                0,25
              </a>
            </span>
          </p>
        </div>
        {totals.sales > 0 && <FarBelow label={t.onPage} places={{ pieces: t.byPiece, sales: t.table.label }} />}
        <Tiles totals={totals} funnel={funnel} />
      </div>
      {totals.sales === 0 && (
        <EmptyState title={t.empty.title} action={<LinkButton href="/dashboard/items">{t.empty.pieces}</LinkButton>}>
          {t.empty.text}
        </EmptyState>
      )}
      {totals.sales > 0 && (
        <section>
          <h2 className="mb-5 text-xl">{t.chart.title}</h2>
          <EarningsChart days={days} />
        </section>
      )}
      {hasSteps(funnel) && (
        <FunnelTable
          funnel={shown}
          since={formatDate(new Date(`${funnel.since}T00:00:00Z`), locale)}
          piece={title ?? undefined}
        />
      )}
      {totals.sales > 0 && (
        <>
          <section id="pieces">
            <h2 className="mb-4 text-xl">{t.byPiece}</h2>
            <BestSellers items={best.rows} isRanked={!pieces} />
            <nav aria-label={t.pieces.pages} className="mt-6 flex justify-center gap-3">
              {pieces && <LinkButton href="/dashboard/earnings#pieces">{t.pieces.first}</LinkButton>}
              {best.next && (
                <LinkButton href={`/dashboard/earnings?pieces=${encodeURIComponent(best.next)}#pieces`}>
                  {t.pieces.more}
                </LinkButton>
              )}
            </nav>
          </section>
          <section id="sales">
            <h2 className="mb-4 text-xl">{t.table.label}</h2>
            <SalesTable sales={sales.rows} explorer={services().network.explorer} />
            <nav aria-label={t.table.pages} className="mt-8 flex justify-center gap-3">
              {cursor && <LinkButton href="/dashboard/earnings#sales">{t.table.latest}</LinkButton>}
              {sales.next && (
                <LinkButton href={`/dashboard/earnings?cursor=${encodeURIComponent(sales.next)}#sales`}>
                  {t.table.earlier}
                </LinkButton>
              )}
            </nav>
          </section>
        </>
      )}
    </div>
  );
}

/** On a phone, what stands further down than three screens; `places` by their ids. */
function FarBelow({ label, places }: { label: string; places: Record<string, string> }) {
  return (
    <nav aria-label={label} className="-mt-3 mb-5 flex flex-wrap gap-x-6 text-sm md:hidden">
      {Object.entries(places).map(([id, name]) => (
        <a key={id} href={`#${id}`} className="link inline-flex min-h-10 items-center gap-1.5">
          <span aria-hidden>↓</span>
          {name}
        </a>
      ))}
    </nav>
  );
}
