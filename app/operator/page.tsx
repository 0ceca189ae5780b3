import { OverviewView } from "@/components/operator/overview-view";
import { text } from "@/components/operator/text";
import { readOverview } from "@/lib/desk/read-overview";
import { askStore } from "@/lib/health/readiness";
import { readText } from "@/lib/i18n/read-locale";
import { discrepancyCodec } from "@/lib/payments/books/codecs";
import { listDiscrepancies } from "@/lib/payments/books/discrepancies";
import { services } from "@/lib/services";
import { readOperator } from "./is-operator";

export default async function OperatorPage() {
  if (!(await readOperator()).isOperator) return null;
  const [t, overview, discrepancies] = await Promise.all([
    readText(text),
    readOverview({ ...services(), findStorage: () => askStore(services().store) }),
    listDiscrepancies(services()),
  ]);
  return (
    <>
      <h1 className="text-3xl">{t.nav.overview}</h1>
      <OverviewView overview={overview} discrepancies={discrepancies.map((row) => discrepancyCodec.encode(row))} />
    </>
  );
}
