import clsx from "clsx";
import Link from "next/link";
import { useLocale } from "#use-locale";
import { lengthLabel } from "@/components/format/format";
import { languageOf } from "@/components/format/language";
import { Chip } from "@/components/ui/chip";
import { Cover } from "@/components/ui/cover";
import { Stamp } from "@/components/ui/stamp";
import type { ItemSummary } from "@/lib/catalog/items/codecs";
import type { SearchHit } from "@/lib/catalog/market/types";
import { useText } from "@/lib/i18n/use-text";
import { Marked } from "./marked";
import { text } from "./text";

export const itemPath = (item: { slug: string; creator: { handle: string } }) => `/@${item.creator.handle}/${item.slug}`;

const wide = "(min-width: 768px) 42rem, 92vw";
const narrow = "(min-width: 1024px) 23rem, (min-width: 640px) 45vw, 92vw";

interface CardProps {
  item: ItemSummary;
  /** The first of the page, set larger. */
  lead?: boolean;
  owned?: boolean | undefined;
  /** The search hit, if it was found by a search. */
  hit?: SearchHit | undefined;
}

/** An item in a list. The title's link covers the card. */
export function ItemCard({ item, lead, owned, hit }: CardProps) {
  const locale = useLocale();
  const t = useText(text);
  return (
    <article
      className={clsx("group relative wrap-anywhere", lead && "grid items-center gap-x-10 gap-y-4 md:grid-cols-[1.45fr_1fr]")}
    >
      <div className="relative">
        <Cover item={item} sizes={lead ? wide : narrow} eager={lead} className="border border-rule" />
        <Stamp
          amount={item.amount}
          cancelled={owned ?? false}
          className={clsx("absolute -top-2 -right-1.5 drop-shadow-sm sm:-right-2", lead ? "h-11" : "h-9")}
        />
      </div>
      <div className={lead ? "" : "mt-3.5"}>
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-3">
          <span>{item.kind === "article" ? t.article : t.files}</span>
          <span aria-hidden>·</span>
          <span className="figures">{lengthLabel(item, locale)}</span>
          {owned && <Chip tone="green">{t.yours}</Chip>}
        </p>
        <h2
          className={clsx(
            "mt-1 line-clamp-2 decoration-red decoration-1 underline-offset-4 group-hover:underline",
            lead ? "text-2xl md:text-3xl" : "text-xl",
          )}
        >
          <Link
            href={itemPath(item)}
            lang={languageOf(item.title)}
            className="no-underline outline-offset-4 after:absolute after:inset-0"
          >
            {hit ? <Marked pieces={hit.title} /> : item.title}
          </Link>
        </h2>
        {item.dek && (
          <p
            lang={languageOf(item.dek)}
            className={clsx("mt-1.5 text-pretty text-ink-2", lead ? "line-clamp-4 text-lg" : "line-clamp-2 text-sm")}
          >
            {hit ? <Marked pieces={hit.dek} /> : item.dek}
          </p>
        )}
        {hit?.excerpt && (
          <p className="mt-1.5 line-clamp-3 border-s-2 border-rule ps-2.5 text-sm break-words text-ink-3">
            <Marked pieces={hit.excerpt} />
          </p>
        )}
        <p className="mt-2 text-sm">
          <Link href={`/@${item.creator.handle}`} className="link relative decoration-transparent">
            {item.creator.displayName}
          </Link>
        </p>
      </div>
    </article>
  );
}
