import type { Metadata } from "next";
import { orFirstPage } from "@/app/dashboard/or-first-page";
import type { SearchParams } from "@/components/market/market-url";
import { PageLinks } from "@/components/operator/page-links";
import { ReportsView } from "@/components/operator/reports-view";
import { text } from "@/components/operator/text";
import { readText } from "@/lib/i18n/read-locale";
import { listReports } from "@/lib/moderation/reports";
import { services } from "@/lib/services";
import { readOperator } from "../is-operator";
import { typed } from "../typed";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).nav.reports };
}

const path = "/operator/reports";

export default async function ReportsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  if (!(await readOperator()).isOperator) return null;
  const query = await searchParams;
  const cursor = typed(query, "cursor");
  const state = typed(query, "state") === "closed" ? "closed" : "open";
  const { rows, next } = await orFirstPage(listReports(services(), { state, cursor }), cursor, path);
  const t = await readText(text);
  return (
    <>
      <h1 className="text-3xl">{t.nav.reports}</h1>
      <ReportsView reports={rows} isOpen={state === "open"} />
      <PageLinks path={path} query={state === "closed" ? { state } : {}} cursor={cursor} next={next} />
    </>
  );
}
