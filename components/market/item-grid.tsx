import { Fragment } from "react";
import { PriceStampShapes } from "@/components/ui/price-stamp";
import type { ItemSummary } from "@/lib/catalog/items/codecs";
import type { SearchHit } from "@/lib/catalog/market/types";
import { useText } from "@/lib/i18n/use-text";
import { ItemCard } from "./item-card";
import { text } from "./text";

interface GridProps {
  items: ItemSummary[];
  /** So many of the first were chosen: more than one stand under a heading of their own. */
  chosen?: number;
  /** Sets the first larger. */
  lead?: boolean;
  /** Ids of the items that the visitor bought. */
  owned?: ReadonlySet<string>;
  /** Search hits by item id. */
  hits?: ReadonlyMap<string, SearchHit>;
}

/** One of a page, for its stamps share their shapes. */
export function ItemGrid({ items, chosen = 0, lead, owned, hits }: GridProps) {
  const t = useText(text);
  const hasLead = lead && items.length >= 4;
  const hasParts = chosen > 1 && items.length > chosen;
  const parts = hasParts
    ? [
        { title: t.chosen, items: items.slice(0, chosen) },
        { title: t.newest, items: items.slice(chosen) },
      ]
    : [{ title: null, items }];
  return (
    <>
      <PriceStampShapes amounts={items.map(({ amount }) => amount)} isAnyCancelled={items.some(({ id }) => owned?.has(id))} />
      {parts.map(({ title, items: shown }, part) => (
        <Fragment key={title}>
          {title && <h2 className="eyebrow mt-12 mb-5 border-b border-rule pb-2 font-sans first-of-type:mt-0">{title}</h2>}
          <ul className="cards">
            {shown.map((item, index) => {
              const isLead = hasLead && part === 0 && index === 0;
              return (
                <li key={item.id} {...(isLead && { className: "is-lead" })}>
                  <ItemCard item={item} lead={isLead} owned={owned?.has(item.id)} hit={isLead ? undefined : hits?.get(item.id)} />
                </li>
              );
            })}
          </ul>
        </Fragment>
      ))}
    </>
  );
}
