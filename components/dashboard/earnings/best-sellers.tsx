"use client";
// A client component, so that the page's payload carries what the rows say and not their markup once more.
import Link from "next/link";
import { Money } from "@/components/ui/money";
import type { ItemEarnings } from "@/lib/earnings/codecs";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

/** `isRanked`: the list begins with the first. */
export function BestSellers({ items, isRanked = true }: { items: ItemEarnings[]; isRanked?: boolean }) {
  const t = useText(text);
  return (
    <ol className="sellers">
      {items.map((item, index) => (
        <li key={item.itemId}>
          <i aria-hidden>{isRanked && index + 1}</i>
          <Link href={`/dashboard/items/${item.itemId}`} className="link decoration-transparent">
            {item.title}
          </Link>
          <small>{t.sales(item.sales)}</small>
          <Money amount={item.amount} />
        </li>
      ))}
    </ol>
  );
}
