import { PriceStampShapes } from "@/components/ui/price-stamp";
import type { ItemSummary } from "@/lib/catalog/items/codecs";
import type { SearchHit } from "@/lib/catalog/market/types";
import { ItemCard } from "./item-card";

interface GridProps {
  items: ItemSummary[];
  /** Sets the first larger. */
  lead?: boolean;
  /** Ids of the items that the visitor bought. */
  owned?: ReadonlySet<string>;
  /** Search hits by item id. */
  hits?: ReadonlyMap<string, SearchHit>;
}

/** One of a page, for its stamps share their shapes. */
export function ItemGrid({ items, lead, owned, hits }: GridProps) {
  const hasLead = lead && items.length >= 4;
  return (
    <>
      <PriceStampShapes amounts={items.map(({ amount }) => amount)} isAnyCancelled={items.some(({ id }) => owned?.has(id))} />
      <ul className="cards">
        {items.map((item, index) => {
          const isLead = hasLead && index === 0;
          return (
            <li key={item.id} {...(isLead && { className: "is-lead" })}>
              <ItemCard item={item} lead={isLead} owned={owned?.has(item.id)} hit={isLead ? undefined : hits?.get(item.id)} />
            </li>
          );
        })}
      </ul>
    </>
  );
}
