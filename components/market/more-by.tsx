import type { CreatorProfile } from "@/lib/catalog/creators/codecs";
import type { ItemSummary } from "@/lib/catalog/items/codecs";
import { useText } from "@/lib/i18n/use-text";
import { ItemGrid } from "./item-grid";
import { text } from "./text";

export function MoreBy({ creator, items }: { creator: CreatorProfile; items: ItemSummary[] }) {
  const { moreBy } = useText(text);
  if (items.length === 0) return null;
  return (
    <section className="page mt-16 print:hidden">
      <h2 className="mb-6 text-2xl">{moreBy(creator.displayName)}</h2>
      <ItemGrid items={items} />
    </section>
  );
}
