import type { Sale } from "@/lib/earnings/codecs";
import { useText } from "@/lib/i18n/use-text";
import { checksum } from "@/lib/kernel/checksum";
import { zoneName } from "../../format/zoned";
import { Table } from "../table";
import { SaleRows } from "./sale-rows";
import { text } from "./text";

interface SalesTableProps {
  sales: Sale[];
  explorer: string | null;
  /** In which the times are written. */
  zone: string;
}

export function SalesTable({ sales, explorer, zone }: SalesTableProps) {
  const t = useText(text).table;
  const rows = sales.map((sale) => ({ ...sale, payer: checksum(sale.payer) }));
  return (
    <Table
      label={t.label}
      columns={[
        t.when(zoneName(zone)),
        t.piece,
        { name: t.amount, end: true },
        t.by,
        t.from,
        t.transaction,
        { name: "", end: true },
      ]}
    >
      <SaleRows rows={rows} explorer={explorer} />
    </Table>
  );
}
