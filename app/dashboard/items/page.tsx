import type { Metadata } from "next";
import { ItemsTable } from "@/components/dashboard/items-table";
import { text } from "@/components/dashboard/text";
import { one, type SearchParams } from "@/components/market/market-url";
import { LinkButton } from "@/components/ui/button";
import { listOwnItems } from "@/lib/catalog/items/list-own-items";
import { readItemFunnels } from "@/lib/earnings/read-funnel";
import { readText } from "@/lib/i18n/read-locale";
import { services } from "@/lib/services";
import { findCreatorSession } from "../creator-session";
import { orFirstPage } from "../or-first-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).pieces.title };
}

export default async function ItemsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const session = await findCreatorSession();
  if (!session) return null;
  const cursor = one((await searchParams).cursor);
  const list = listOwnItems(services(), session.wallet, { cursor, removed: "sold" });
  const { rows, next } = await orFirstPage(list, cursor, "/dashboard/items");
  const funnels = await readItemFunnels(
    services(),
    session.wallet,
    rows.map(({ id }) => id),
  );
  const { pieces: t } = await readText(text);
  return (
    <div className="page pt-8 md:pt-12">
      <h1 className="mb-7 text-3xl">{t.title}</h1>
      <ItemsTable items={rows} funnels={funnels} handle={session.creator.handle} />
      {(cursor || next) && (
        <nav aria-label={t.pages} className="mt-8 flex justify-center gap-3">
          {cursor && <LinkButton href="/dashboard/items">{t.latest}</LinkButton>}
          {next && <LinkButton href={`/dashboard/items?cursor=${encodeURIComponent(next)}`}>{t.earlier}</LinkButton>}
        </nav>
      )}
    </div>
  );
}
