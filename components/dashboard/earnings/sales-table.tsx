import { useLocale } from "#use-locale";
import type { Sale } from "@/lib/earnings/codecs";
import { intlLocales } from "@/lib/i18n/locales";
import { useText } from "@/lib/i18n/use-text";
import { checksum } from "@/lib/kernel/checksum";
import { Table } from "../table";
import { SaleRows } from "./sale-rows";
import { text } from "./text";

const timeOptions: Intl.DateTimeFormatOptions = {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
};

export function SalesTable({ sales, explorer }: { sales: Sale[]; explorer: string | null }) {
  const t = useText(text).table;
  const format = new Intl.DateTimeFormat(intlLocales[useLocale()], timeOptions);
  const rows = sales.map((sale) => ({ ...sale, payer: checksum(sale.payer), when: format.format(sale.settledAt) }));
  return (
    <Table
      label={t.label}
      columns={[t.when, t.piece, { name: t.amount, end: true }, t.by, t.from, t.transaction, { name: "", end: true }]}
    >
      <SaleRows rows={rows} explorer={explorer} />
    </Table>
  );
}
