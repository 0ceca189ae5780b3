import Link from "next/link";
import { useLocale } from "#use-locale";
import { Chip } from "@/components/ui/chip";
import { formatDate } from "./format";

/** Where the wall was, for somebody who may open the piece. */
export function OwnedLine({ receiptId, purchasedAt }: { receiptId?: string; purchasedAt: Date }) {
  const locale = useLocale();
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-3">
      <Chip tone="green">Yours</Chip>
      <span>Bought on {formatDate(purchasedAt, locale)}</span>
      {receiptId && (
        <Link href={`/receipts/${receiptId}`} className="link">
          Receipt
        </Link>
      )}
    </p>
  );
}

export function OwnItemLine({ itemId, readerUrl }: { itemId: string; readerUrl: string }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-3">
      <Chip tone="green">This is yours</Chip>
      <Link href={`/dashboard/items/${itemId}`} className="link">
        Edit
      </Link>
      <Link href={readerUrl} className="link" scroll={false}>
        See it as a reader does
      </Link>
    </p>
  );
}
