import type { ItemSummary } from "@/lib/catalog/items/codecs";
import type { SearchHit } from "@/lib/catalog/market/types";
import { ItemCard } from "./item-card";

const grid = "grid gap-x-8 gap-y-12 sm:grid-cols-2 lg:grid-cols-3";

interface GridProps {
  items: ItemSummary[];
  /** Sets the first larger. */
  lead?: boolean;
  /** Ids of the items that the visitor bought. */
  owned?: ReadonlySet<string>;
  /** Search hits by item id. */
  hits?: ReadonlyMap<string, SearchHit>;
}

export function ItemGrid({ items, lead, owned, hits }: GridProps) {
  const [first, ...rest] = items;
  if (!lead || !first || items.length < 4) {
    return (
      <ul className={grid}>
        {items.map((item) => (
          <li key={item.id} className="min-w-0">
            <ItemCard item={item} owned={owned?.has(item.id)} hit={hits?.get(item.id)} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <ul className={grid}>
      <li className="min-w-0 border-b border-rule pb-12 sm:col-span-2 lg:col-span-3">
        <ItemCard item={first} lead owned={owned?.has(first.id)} />
      </li>
      {rest.map((item) => (
        <li key={item.id} className="min-w-0">
          <ItemCard item={item} owned={owned?.has(item.id)} hit={hits?.get(item.id)} />
        </li>
      ))}
    </ul>
  );
}
