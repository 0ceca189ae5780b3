import type { Metadata } from "next";
import { orFirstPage } from "@/app/dashboard/or-first-page";
import type { SearchParams } from "@/components/market/market-url";
import { FindForm } from "@/components/operator/find-form";
import { PageLinks } from "@/components/operator/page-links";
import { PurchasesView } from "@/components/operator/purchases-view";
import { text } from "@/components/operator/text";
import { findPurchases } from "@/lib/desk/find-purchases";
import { readText } from "@/lib/i18n/read-locale";
import { services } from "@/lib/services";
import { readOperator } from "../is-operator";
import { typed } from "../typed";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).nav.purchases };
}

const path = "/operator/purchases";

export default async function PurchasesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  if (!(await readOperator()).isOperator) return null;
  const query = await searchParams;
  const [q, cursor] = [typed(query, "q") ?? "", typed(query, "cursor")];
  const t = await readText(text);
  const found = q ? await orFirstPage(findPurchases(services(), { q, cursor }), cursor, path) : null;
  const shown = services().rails.flatMap(({ network: { caip2, explorer } }) => (explorer ? [[caip2, explorer]] : []));
  return (
    <>
      <h1 className="text-3xl">{t.nav.purchases}</h1>
      <FindForm action={path} label={t.purchases.hint} q={q} />
      {found && <PurchasesView purchases={found.rows} explorers={Object.fromEntries(shown)} />}
      {found && <PageLinks path={path} query={{ q }} cursor={cursor} next={found.next} />}
    </>
  );
}
