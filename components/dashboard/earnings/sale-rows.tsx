"use client";
// A client component, so that the page's payload carries what the rows say and not their markup once more.
import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import { CopyButton } from "@/components/ui/copy-button";
import { Money } from "@/components/ui/money";
import type { Sale } from "@/lib/earnings/codecs";
import { useText } from "@/lib/i18n/use-text";
import { shorten } from "@/lib/kernel/address";
import { LocalTime } from "../../dashboard-ui/local-time";
import { Cell, Row } from "../table";
import { text } from "./text";

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

function SaleRow({ sale, explorer }: { sale: Sale; explorer: string | null }) {
  const t = useText(text).table;
  return (
    <Row>
      <Cell>
        <LocalTime at={sale.settledAt.toISOString()} form="row" />
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
        <span title={sale.payer}>{shorten(sale.payer)}</span>
      </Cell>
      <Cell>
        <Transaction hash={sale.transaction} explorer={explorer} />
      </Cell>
      <Cell end corner>
        <Link href={`/receipts/${sale.id}`} className="link" aria-label={t.receiptOf(sale.title)}>
          {t.receipt}
        </Link>
      </Cell>
    </Row>
  );
}

/** `payer` with its checksum. */
export function SaleRows({ rows, explorer }: { rows: Sale[]; explorer: string | null }) {
  return rows.map((sale) => <SaleRow key={sale.id} sale={sale} explorer={explorer} />);
}
