import Link from "next/link";
import { useLocale } from "#use-locale";
import { formatDate } from "@/components/format/format";
import { languageOf } from "@/components/format/language";
import { Chip } from "@/components/ui/chip";
import { Cover } from "@/components/ui/cover";
import { Money } from "@/components/ui/money";
import { useText } from "@/lib/i18n/use-text";
import type { LibraryItem } from "@/lib/payments/library/codecs";
import { HideButton } from "./hide-button";
import { readingPath } from "./library-url";
import { ReadingState } from "./reading-state";
import { text } from "./text";

/** The title is beside the cover, which is therefore decorative. */
const asPiece = ({ title, kind, coverId, creatorName }: LibraryItem) => ({
  title,
  kind,
  cover: coverId ? { id: coverId, alt: "" } : null,
  creator: { displayName: creatorName },
});

interface LibraryRowProps {
  item: LibraryItem;
  /** Null for whoever has not signed in, and cannot hide it. */
  hiding: { isHidden: boolean } | null;
}

export function LibraryRow({ item, hiding }: LibraryRowProps) {
  const locale = useLocale();
  const t = useText(text);
  return (
    <li className="group relative grid grid-cols-[6.5rem_1fr] gap-x-4 gap-y-2 border-b border-rule py-5 sm:grid-cols-[9rem_1fr_auto] sm:gap-x-6">
      <Cover item={asPiece(item)} sizes="9rem" className="self-start border border-rule" />
      <div className="min-w-0">
        <h2 className="line-clamp-2 text-lg break-words decoration-red decoration-1 underline-offset-4 group-hover:underline sm:text-xl">
          <Link href={readingPath(item)} lang={languageOf(item.title)} className="no-underline after:absolute after:inset-0">
            {item.title}
          </Link>
        </h2>
        <p className="mt-0.5 truncate text-sm text-ink-2">{item.creatorName}</p>
        {(item.kind === "article" || item.updatedAt || item.removed) && (
          <p className="mt-2 flex min-h-6 flex-wrap gap-2">
            <ReadingState itemId={item.itemId} updatedAt={item.updatedAt?.getTime() ?? null} />
            {item.removed && <Chip>{t.removed}</Chip>}
          </p>
        )}
      </div>
      <p className="col-start-2 flex flex-wrap items-baseline gap-x-3 text-sm text-ink-3 sm:col-start-3 sm:row-start-1 sm:flex-col sm:items-end sm:gap-y-1">
        <Money amount={item.amount} className="font-semibold text-ink" />
        <time dateTime={item.purchasedAt.toISOString()}>{formatDate(item.purchasedAt, locale)}</time>
        <Link
          href={`/receipts/${item.receiptId}`}
          prefetch={false}
          className="link relative"
          aria-label={t.receiptFor(item.title)}
        >
          {t.receipt}
        </Link>
        {hiding && <HideButton itemId={item.itemId} title={item.title} wasHidden={hiding.isHidden} />}
      </p>
    </li>
  );
}
