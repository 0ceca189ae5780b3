import Link from "next/link";
import { Money } from "@/components/ui/money";
import type { ItemEarnings } from "@/lib/earnings/codecs";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

/** `isRanked`: the list begins with the first. */
export function BestSellers({ items, isRanked = true }: { items: ItemEarnings[]; isRanked?: boolean }) {
  const t = useText(text);
  return (
    <ol className="border-t border-rule">
      {items.map((item, index) => (
        <li key={item.itemId} className="flex items-baseline gap-3 border-b border-rule py-2.5">
          <span aria-hidden className="figures w-5 text-end text-sm text-ink-3">
            {isRanked && index + 1}
          </span>
          <Link href={`/dashboard/items/${item.itemId}`} className="link min-w-0 flex-1 truncate decoration-transparent">
            {item.title}
          </Link>
          <span className="text-sm whitespace-nowrap text-ink-3">{t.sales(item.sales)}</span>
          <Money amount={item.amount} className="min-w-14 text-end sm:min-w-20 font-semibold" />
        </li>
      ))}
    </ol>
  );
}
