import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { ItemSummary } from "@/lib/catalog/items/codecs";
import type { FoundCreator } from "@/lib/catalog/market/codecs";
import type { MarketQuery, OpenMarket } from "@/lib/catalog/market/types";
import { useText } from "@/lib/i18n/use-text";
import { ItemGrid } from "./item-grid";
import { MarketFilters } from "./market-filters";
import { isFiltered, isFront, marketUrl } from "./market-url";
import { text } from "./text";

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

interface MarketViewProps {
  query: MarketQuery;
  /** Null if too many searches were running. */
  page: OpenMarket | null;
  /** What stands before the page's rows, on the front. */
  featured: ItemSummary[];
  owned: ReadonlySet<string>;
}

export function MarketView({ query, page, featured, owned }: MarketViewProps) {
  const t = useText(text);
  const front = isFront(query);
  const items = [...featured, ...(page?.rows ?? [])];
  return (
    <div className="page group/market pt-8 md:pt-12">
      <h1 className={front ? "max-w-[18ch] text-3xl md:text-4xl" : "sr-only"}>{front ? t.frontTitle : t.market}</h1>
      {front && <p className="mt-3 mb-8 max-w-xl text-lg text-pretty text-ink-2">{t.frontText}</p>}
      <MarketFilters query={query} tags={commonTags(items, query.tag)} />
      {page && items.length > 0 ? (
        <div className="group-has-[[data-pending]]/market:animate-ink">
          <div aria-live="polite" className="mt-4 mb-6 text-sm text-ink-3">
            {page.corrected && query.search && (
              <p className="mb-1 text-base text-ink">{t.corrected(query.search, page.corrected)}</p>
            )}
            <p className="min-h-5">{t.count(page.total.pieces, page.total.isMore)}</p>
          </div>
          {page.creators.length > 0 && <FoundCreators creators={page.creators} />}
          <ItemGrid items={items} chosen={featured.length} lead={front} owned={owned} hits={page.hits} />
          <nav aria-label={t.pages} className="mt-14 flex justify-center gap-3 empty:hidden">
            {query.cursor && <LinkButton href={marketUrl(query)}>{t.first}</LinkButton>}
            {page.next && <LinkButton href={marketUrl(query, { cursor: page.next })}>{t.next}</LinkButton>}
          </nav>
        </div>
      ) : (
        <Nothing query={query} isBusy={page === null} />
      )}
    </div>
  );
}

/** Whose names the search may mean. */
function FoundCreators({ creators }: { creators: FoundCreator[] }) {
  const t = useText(text);
  return (
    <ul aria-label={t.creators} className="mb-8 flex flex-wrap gap-x-8 gap-y-3">
      {creators.map(({ handle, displayName, avatarId }) => (
        <li key={handle} className="min-w-0">
          <Link href={`/@${handle}`} className="group/creator flex items-center gap-3 no-underline">
            <Avatar name={displayName} pictureId={avatarId} />
            <span className="min-w-0">
              <span className="block truncate font-semibold group-hover/creator:text-red">{displayName}</span>
              <span className="block truncate text-sm text-ink-3">@{handle}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Nothing({ query, isBusy }: { query: MarketQuery; isBusy: boolean }) {
  const t = useText(text);
  if (isBusy) {
    return (
      <EmptyState title={t.busy.title} action={<LinkButton href={marketUrl(query)}>{t.busy.action}</LinkButton>}>
        {t.busy.text}
      </EmptyState>
    );
  }
  if (isFiltered(query) || query.cursor) {
    return (
      <EmptyState title={t.nothing.title} action={<LinkButton href="/">{t.nothing.action}</LinkButton>}>
        {t.nothing.text}
      </EmptyState>
    );
  }
  const publish = (
    <LinkButton variant="primary" href="/dashboard/items/new">
      {t.empty.action}
    </LinkButton>
  );
  return (
    <EmptyState title={t.empty.title} action={publish}>
      {t.empty.text}
    </EmptyState>
  );
}
