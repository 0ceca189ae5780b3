import { formatCount } from "@/components/item/format";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { ItemSummary, MarketQuery } from "@/lib/catalog/types";
import type { Page } from "@/lib/kernel/page";
import { ItemGrid } from "./item-grid";
import { MarketFilters } from "./market-filters";
import { marketUrl, sortOf } from "./market-url";

const tagsShown = 10;

/** The tags that occur most among these items. */
function commonTags(items: ItemSummary[], except?: string): string[] {
  const counts = new Map<string, number>();
  for (const tag of items.flatMap((item) => item.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  counts.delete(except ?? "");
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || a.localeCompare(b))
    .slice(0, tagsShown)
    .map(([tag]) => tag);
}

function countLine({ rows, next }: Page<ItemSummary>, query: MarketQuery): string {
  if (next || query.cursor) return `${formatCount(rows.length, "piece")} on this page`;
  return formatCount(rows.length, "piece");
}

export function MarketView({ query, page, owned }: { query: MarketQuery; page: Page<ItemSummary>; owned: ReadonlySet<string> }) {
  const filtered = Boolean(query.search || query.kind || query.tag);
  const front = !filtered && !query.cursor && sortOf(query) === "newest";
  return (
    <div className="page group/market pt-8 md:pt-12">
      <h1 className={front ? "max-w-[18ch] text-3xl md:text-4xl" : "sr-only"}>
        {front ? "Good work, sold by the piece" : "Market"}
      </h1>
      {front && (
        <p className="mt-3 mb-8 max-w-xl text-lg text-pretty text-ink-2">
          See the price, pay it from your wallet, read on. No account and no subscription; the money goes straight to whoever made
          it.
        </p>
      )}
      <MarketFilters query={query} tags={commonTags(page.rows, query.tag)} />
      {page.rows.length === 0 ? (
        <Nothing filtered={filtered || Boolean(query.cursor)} />
      ) : (
        <div className="group-has-[[data-pending]]/market:animate-ink">
          <p aria-live="polite" className="mt-4 mb-6 text-sm text-ink-3">
            {countLine(page, query)}
          </p>
          <ItemGrid items={page.rows} lead={front} owned={owned} />
          <nav aria-label="Pages" className="mt-14 flex justify-center gap-3">
            {query.cursor && <LinkButton href={marketUrl(query)}>Back to the first</LinkButton>}
            {page.next && <LinkButton href={marketUrl(query, { cursor: page.next })}>More pieces</LinkButton>}
          </nav>
        </div>
      )}
    </div>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState title="Nothing matches" action={<LinkButton href="/">Show everything</LinkButton>}>
        Try fewer or other words, or take a filter away.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Nothing is for sale yet"
      action={
        <LinkButton variant="primary" href="/dashboard/items/new">
          Publish the first piece
        </LinkButton>
      }
    >
      The market is open. What creators publish will stand here, the newest first.
    </EmptyState>
  );
}
