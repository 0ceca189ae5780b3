import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import { CopyButton } from "@/components/ui/copy-button";
import { Money } from "@/components/ui/money";
import type { Sale } from "@/lib/earnings/types";
import { shorten } from "@/lib/kernel/address";
import { checksum } from "@/lib/kernel/checksum";
import { Cell, Table } from "./table";

const timeFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

function Transaction({ hash, explorer }: { hash: string; explorer: string | null }) {
  return (
    <span className="inline-flex items-center gap-1">
      {explorer ? (
        <a href={`${explorer}/tx/${hash}`} target="_blank" rel="noopener noreferrer" className="link">
          {shorten(hash)}
        </a>
      ) : (
        <span title={hash}>{shorten(hash)}</span>
      )}
      <CopyButton text={hash} label="Copy the transaction hash" className="-my-2" />
    </span>
  );
}

export function SalesTable({ sales, explorer }: { sales: Sale[]; explorer: string | null }) {
  return (
    <Table
      label="Sales"
      columns={["When (UTC)", "Piece", { name: "Amount", end: true }, "By", "From", "Transaction", { name: "", end: true }]}
    >
      {sales.map((sale) => (
        <tr key={sale.id}>
          <Cell>
            <time dateTime={sale.settledAt.toISOString()}>{timeFormat.format(sale.settledAt)}</time>
          </Cell>
          <Cell wide>
            <Link href={`/dashboard/items/${sale.itemId}`} className="link decoration-transparent">
              {sale.title}
            </Link>
          </Cell>
          <Cell end>
            <Money amount={sale.amount} className="font-semibold" />
          </Cell>
          <Cell>
            <Chip>{sale.payerKind === "person" ? "Person" : "Agent"}</Chip>
          </Cell>
          <Cell>
            <span title={checksum(sale.payer)}>{shorten(checksum(sale.payer))}</span>
          </Cell>
          <Cell>
            <Transaction hash={sale.transaction} explorer={explorer} />
          </Cell>
          <Cell end>
            <Link href={`/receipts/${sale.id}`} className="link" aria-label={`Receipt of ${sale.title}`}>
              Receipt
            </Link>
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
