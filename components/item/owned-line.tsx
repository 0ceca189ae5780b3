import Link from "next/link";
import { useLocale } from "#use-locale";
import { Chip } from "@/components/ui/chip";
import { useText } from "@/lib/i18n/use-text";
import { formatDate } from "../format/format";
import { KeepLine } from "./keep/keep-line";
import { text } from "./text";

interface OwnedLineProps {
  purchasedAt: Date;
  receiptId?: string;
  /** Whether the wallet that bought it is signed in here; otherwise this browser only paid. */
  signedIn?: boolean;
  /** The version that was bought, where another is shown. */
  bought?: { itemId: string; version: number } | undefined;
}

/** Replaces the wall for a reader who may open the item. */
export function OwnedLine({ receiptId, purchasedAt, signedIn, bought }: OwnedLineProps) {
  const locale = useLocale();
  const t = useText(text);
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-3">
      <Chip tone="green">{t.yours}</Chip>
      <span>{t.boughtOn(formatDate(purchasedAt, locale))}</span>
      {receiptId && (
        <Link href={`/receipts/${receiptId}`} className="link">
          {t.receipt}
        </Link>
      )}
      {bought && (
        <span>
          {t.boughtEarlier} ·{" "}
          <Link href={`/library/${bought.itemId}?version=bought`} className="link">
            {t.readBought}
          </Link>
        </span>
      )}
      {signedIn !== undefined && <KeepLine signedIn={signedIn} />}
    </p>
  );
}

export function OwnItemLine({ itemId, readerUrl }: { itemId: string; readerUrl: string }) {
  const { own } = useText(text);
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-3">
      <Chip tone="green">{own.yours}</Chip>
      <Link href={`/dashboard/items/${itemId}`} className="link">
        {own.edit}
      </Link>
      <Link href={readerUrl} className="link" scroll={false}>
        {own.asReader}
      </Link>
    </p>
  );
}
