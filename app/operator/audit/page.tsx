import type { Metadata } from "next";
import type { SearchParams } from "@/components/market/market-url";
import { AuditView } from "@/components/operator/audit-view";
import { PageLinks } from "@/components/operator/page-links";
import { text } from "@/components/operator/text";
import { LinkButton } from "@/components/ui/button";
import { listAudit } from "@/lib/audit/list-audit";
import { readText } from "@/lib/i18n/read-locale";
import { services } from "@/lib/services";
import { readOperator } from "../is-operator";
import { typed } from "../typed";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).nav.audit };
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  if (!(await readOperator()).isOperator) return null;
  const query = await searchParams;
  const [subject, cursor] = [typed(query, "subject"), typed(query, "cursor")];
  const [t, { rows, next }] = await Promise.all([readText(text), listAudit(services(), { subject, cursor })]);
  return (
    <>
      <h1 className="text-3xl">{t.nav.audit}</h1>
      <p className="mt-3 max-w-2xl text-pretty text-ink-2">{t.audit.text}</p>
      {subject && (
        <p className="mt-4 flex flex-wrap items-center gap-3">
          <span className="figures text-sm break-all">{t.audit.only(subject)}</span>
          <LinkButton href="/operator/audit" size="small">
            {t.audit.all}
          </LinkButton>
        </p>
      )}
      <AuditView entries={rows} />
      <PageLinks path="/operator/audit" query={subject ? { subject } : {}} cursor={cursor} next={next} />
    </>
  );
}
