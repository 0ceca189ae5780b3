import Link from "next/link";
import type { ToldPlace } from "@/components/item/place-of";
import { Chip } from "@/components/ui/chip";
import { Cover } from "@/components/ui/cover";
import { Money } from "@/components/ui/money";
import { useText } from "@/lib/i18n/use-text";
import type { LibraryItem } from "@/lib/payments/library/codecs";
import { HideButton } from "./hide-button";
import { ReadingState } from "./reading-state";
import { text } from "./text";

type Shown =
  | "receiptId"
  | "itemId"
  | "kind"
  | "title"
  | "creatorName"
  | "coverId"
  | "amount"
  | "purchasedAt"
  | "updatedAt"
  | "removed";

export interface ShownItem extends Pick<LibraryItem, Shown> {
  href: string;
  /** The language of its title. */
  lang: string;
  /** The date of the purchase in words. */
  purchasedOn: string;
  place: ToldPlace;
}

/** The title is beside the cover, which is therefore decorative. */
const asPiece = ({ title, kind, coverId, creatorName }: ShownItem) => ({
  title,
  kind,
  cover: coverId ? { id: coverId, alt: "" } : null,
  creator: { displayName: creatorName },
});

interface LibraryRowProps {
  item: ShownItem;
  /** Null for whoever has not signed in, and cannot hide it. */
  hiding: { isHidden: boolean } | null;
}

export function LibraryRow({ item, hiding }: LibraryRowProps) {
  const t = useText(text);
  return (
    <li className="owned-row">
      <Cover item={asPiece(item)} sizes="9rem" className="self-start border border-rule" />
      <div className="min-w-0">
        <h2>
          <Link href={item.href} lang={item.lang}>
            {item.title}
          </Link>
        </h2>
        <p className="owned-creator">{item.creatorName}</p>
        {(item.kind === "article" || item.updatedAt || item.removed) && (
          <p className="owned-state">
            <ReadingState itemId={item.itemId} updatedAt={item.updatedAt?.getTime() ?? null} told={item.place} />
            {item.removed && <Chip>{t.removed}</Chip>}
          </p>
        )}
      </div>
      <p className="owned-facts">
        <Money amount={item.amount} className="font-semibold text-ink" />
        <time dateTime={item.purchasedAt.toISOString()}>{item.purchasedOn}</time>
        <Link href={`/receipts/${item.receiptId}`} prefetch={false} aria-label={t.receiptFor(item.title)}>
          {t.receipt}
        </Link>
        {hiding && <HideButton itemId={item.itemId} title={item.title} wasHidden={hiding.isHidden} />}
      </p>
    </li>
  );
}
