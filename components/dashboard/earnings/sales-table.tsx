import Link from "next/link";
import { useLocale } from "#use-locale";
import { Chip } from "@/components/ui/chip";
import { CopyButton } from "@/components/ui/copy-button";
import { Money } from "@/components/ui/money";
import type { Sale } from "@/lib/earnings/codecs";
import { intlLocales } from "@/lib/i18n/locales";
import { useText } from "@/lib/i18n/use-text";
import { shorten } from "@/lib/kernel/address";
import { checksum } from "@/lib/kernel/checksum";
import { Cell, Table } from "../table";
import { text } from "./text";

const timeOptions: Intl.DateTimeFormatOptions = {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
};

function Transaction({ hash, explorer }: { hash: string; explorer: string | null }) {
  const t = useText(text).table;
  return (
    <span className="inline-flex items-center gap-1">
      {explorer ? (
        <a href={`${explorer}/tx/${hash}`} target="_blank" rel="noopener noreferrer" className="link">
          {shorten(hash)}
        </a>
      ) : (
        <span title={hash}>{shorten(hash)}</span>
      )}
      <CopyButton text={hash} label={t.copyHash} className="-my-2" />
    </span>
  );
}

export function SalesTable({ sales, explorer }: { sales: Sale[]; explorer: string | null }) {
  const t = useText(text).table;
  const format = new Intl.DateTimeFormat(intlLocales[useLocale()], timeOptions);
  return (
    <Table
      label={t.label}
      columns={[t.when, t.piece, { name: t.amount, end: true }, t.by, t.from, t.transaction, { name: "", end: true }]}
    >
      {sales.map((sale) => (
        <tr key={sale.id}>
          <Cell>
            <time dateTime={sale.settledAt.toISOString()}>{format.format(sale.settledAt)}</time>
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
            <Chip>{sale.payerKind === "person" ? t.person : t.agent}</Chip>
          </Cell>
          <Cell>
            <span title={checksum(sale.payer)}>{shorten(checksum(sale.payer))}</span>
          </Cell>
          <Cell>
            <Transaction hash={sale.transaction} explorer={explorer} />
          </Cell>
          <Cell end>
            <Link href={`/receipts/${sale.id}`} className="link" aria-label={t.receiptOf(sale.title)}>
              {t.receipt}
            </Link>
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
