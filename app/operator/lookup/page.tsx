import type { Metadata } from "next";
import { orFirstPage } from "@/app/dashboard/or-first-page";
import type { SearchParams } from "@/components/market/market-url";
import { FindForm } from "@/components/operator/find-form";
import { LookupView } from "@/components/operator/lookup-view";
import { PageLinks } from "@/components/operator/page-links";
import { text } from "@/components/operator/text";
import { lookUp } from "@/lib/desk/look-up";
import { readText } from "@/lib/i18n/read-locale";
import { services } from "@/lib/services";
import { readOperator } from "../is-operator";
import { typed } from "../typed";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).nav.lookup };
}

const path = "/operator/lookup";

export default async function LookupPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  if (!(await readOperator()).isOperator) return null;
  const query = await searchParams;
  const [q, cursor] = [typed(query, "q") ?? "", typed(query, "cursor")];
  const t = await readText(text);
  const found = q ? await orFirstPage(lookUp(services(), { q, cursor }), cursor, path) : null;
  return (
    <>
      <h1 className="text-3xl">{t.nav.lookup}</h1>
      <FindForm action={path} label={t.lookup.hint} q={q} />
      {found && <LookupView found={found} />}
      {found && <PageLinks path={path} query={{ q }} cursor={cursor} next={found.next} />}
    </>
  );
}
