"use client";
// A client component, so that the page's payload carries what the rows say and not their markup once more.
import { useText } from "@/lib/i18n/use-text";
import { LibraryRow, type ShownItem } from "./library-row";
import { ContinueLink } from "./reading-state";
import { text } from "./text";

interface LibraryRowsProps {
  items: ShownItem[];
  /** Number of items on all pages; `isMore` if there are more than were counted. */
  total: { pieces: number; isMore: boolean };
  /** Null for whoever has not signed in. */
  hiding: { isHidden: boolean } | null;
}

export function LibraryRows({ items, total, hiding }: LibraryRowsProps) {
  const t = useText(text);
  return (
    <>
      <div className="mt-4 mb-3 grid gap-x-8 text-sm text-ink-3 sm:flex sm:justify-between">
        <p aria-live="polite" className="shrink-0">
          {t.count(total.pieces, total.isMore)}
        </p>
        <div className="min-h-5 min-w-0">
          <ContinueLink items={items} />
        </div>
      </div>
      <ul className="border-t border-rule">
        {items.map((item) => (
          <LibraryRow key={item.receiptId} item={item} hiding={hiding} />
        ))}
      </ul>
    </>
  );
}
