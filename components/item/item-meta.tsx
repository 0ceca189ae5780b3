import Link from "next/link";
import { useLocale } from "#use-locale";
import { Avatar } from "@/components/ui/avatar";
import { PriceStamp } from "@/components/ui/price-stamp";
import type { ItemDetail } from "@/lib/catalog/items/codecs";
import { useText } from "@/lib/i18n/use-text";
import { formatDate, lengthLabel } from "../format/format";
import { text } from "./text";

/** Creator, date, length and price of an item. */
export function Byline({ item, owned }: { item: ItemDetail; owned: boolean }) {
  const locale = useLocale();
  const { creator } = item;
  return (
    <div className="flex items-center gap-3 border-y border-rule py-3.5">
      <Avatar name={creator.displayName} pictureId={creator.avatarId} />
      <div className="min-w-0 flex-1 text-sm leading-snug">
        <Link href={`/@${creator.handle}`} className="link font-semibold decoration-transparent">
          {creator.displayName}
        </Link>
        <p className="figures text-ink-3">
          <time dateTime={item.publishedAt.toISOString()}>{formatDate(item.publishedAt, locale)}</time> ·{" "}
          {lengthLabel(item, locale)}
        </p>
      </div>
      <PriceStamp amount={item.amount} cancelled={owned} className="h-11" />
    </div>
  );
}

export function Tags({ tags }: { tags: string[] }) {
  const t = useText(text);
  if (tags.length === 0) return null;
  return (
    <ul aria-label={t.tags} className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {tags.map((tag) => (
        <li key={tag}>
          <Link href={`/?tag=${encodeURIComponent(tag)}`} className="link text-ink-3 decoration-transparent">
            {tag}
          </Link>
        </li>
      ))}
    </ul>
  );
}
