import Link from "next/link";
import { useLocale } from "#use-locale";
import { lengthLabel } from "@/components/format/format";
import { languageOf } from "@/components/format/language";
import { Chip } from "@/components/ui/chip";
import { Cover } from "@/components/ui/cover";
import { PriceStamp } from "@/components/ui/price-stamp";
import type { ItemSummary } from "@/lib/catalog/items/codecs";
import type { SearchHit } from "@/lib/catalog/market/types";
import { useText } from "@/lib/i18n/use-text";
import { Marked } from "./marked";
import { text } from "./text";

export const itemPath = (item: { slug: string; creator: { handle: string } }) => `/@${item.creator.handle}/${item.slug}`;

const wide = "(min-width: 768px) 42rem, 92vw";
const narrow = "(min-width: 1024px) 23rem, (min-width: 640px) 45vw, 92vw";

/** More than two lines of a card hold, of any width. */
const dekShown = 180;
const shownOf = (dek: string) => (dek.length > dekShown ? `${Array.from(dek).slice(0, dekShown).join("")}…` : dek);

interface CardProps {
  item: ItemSummary;
  /** The first of the page: its `li` is set larger (cards.css). */
  lead?: boolean;
  owned?: boolean | undefined;
  /** In no grid, which would draw the shape of its stamp. */
  isAlone?: boolean;
  /** The search hit, if it was found by a search. */
  hit?: SearchHit | undefined;
}

/** An item in a list. The title's link covers the card. */
export function ItemCard({ item, lead, owned, isAlone, hit }: CardProps) {
  const locale = useLocale();
  const t = useText(text);
  return (
    <article className="card">
      <div className="card-picture">
        <Cover item={item} sizes={lead ? wide : narrow} eager={lead} />
        <PriceStamp isShared={!isAlone} amount={item.amount} cancelled={owned ?? false} />
      </div>
      <div className="card-words">
        <p className="card-facts">
          <span>{item.kind === "article" ? t.article : t.files}</span>
          <span>{lengthLabel(item, locale)}</span>
          {owned && <Chip tone="green">{t.yours}</Chip>}
        </p>
        <h2 className="card-title">
          <Link href={itemPath(item)} lang={languageOf(item.title)}>
            {hit ? <Marked pieces={hit.title} /> : item.title}
          </Link>
        </h2>
        {item.dek && (
          <p lang={languageOf(item.dek)} className="card-dek">
            {hit ? <Marked pieces={hit.dek} /> : lead ? item.dek : shownOf(item.dek)}
          </p>
        )}
        {hit?.excerpt ? (
          <p className="card-excerpt">
            <Marked pieces={hit.excerpt} />
          </p>
        ) : null}
        <p className="card-creator">
          <Link href={`/@${item.creator.handle}`}>{item.creator.displayName}</Link>
        </p>
      </div>
    </article>
  );
}
