import type { Sale } from "@/lib/earnings/codecs";
import { checksum } from "@/lib/kernel/checksum";
import { SaleSheet } from "./sale-sheet";

interface SalesTableProps {
  sales: Sale[];
  explorer: string | null;
}

export function SalesTable({ sales, explorer }: SalesTableProps) {
  const rows = sales.map((sale) => ({ ...sale, payer: checksum(sale.payer) }));
  return <SaleSheet rows={rows} explorer={explorer} />;
}
