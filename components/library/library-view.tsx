import { Download } from "lucide-react";
import { useLocale } from "#use-locale";
import { formatDate } from "@/components/format/format";
import { languageOf } from "@/components/format/language";
import { ItemGrid } from "@/components/market/item-grid";
import { buttonClass, LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SignInLine } from "@/components/wallet/sign-in-line";
import type { ItemSummary } from "@/lib/catalog/items/codecs";
import { useText } from "@/lib/i18n/use-text";
import type { Page } from "@/lib/kernel/page";
import type { LibraryItem, LibraryQuery } from "@/lib/payments/library/codecs";
import { LibraryFilters } from "./library-filters";
import { LibraryRows } from "./library-rows";
import { isFiltered, libraryUrl, readingPath } from "./library-url";
import { text } from "./text";

interface LibraryViewProps {
  query: LibraryQuery;
  page: Page<LibraryItem>;
  /** Number of items on all pages; `isMore` if there are more than were counted. */
  total: { pieces: number; isMore: boolean };
  /** Nothing is left that is not hidden. */
  isAllHidden: boolean;
  /** Three suggested items for an empty library. */
  picks: ItemSummary[];
  /** Otherwise it is what this browser opened without. */
  isSignedIn: boolean;
}

export function LibraryView({ query, page, total, isAllHidden, picks, isSignedIn }: LibraryViewProps) {
  const t = useText(text);
  const isEmpty = page.rows.length === 0 && !isFiltered(query) && !query.cursor && !isAllHidden;
  return (
    <div className="page group/market pt-8 md:pt-12">
      <header className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div>
          <h1 className="text-3xl md:text-4xl">{t.title}</h1>
          <p className="mt-2 text-ink-2">{isSignedIn ? t.text : t.browser.text}</p>
        </div>
        {!isEmpty && isSignedIn && (
          <a href="/api/library/receipts.zip" download title={t.exportHint} className={buttonClass({})}>
            <Download aria-hidden className="size-4" /> {t.export}
          </a>
        )}
      </header>
      {!isSignedIn && <SignInLine label={t.browser.more} />}
      {isEmpty ? <Empty picks={picks} /> : <LibraryFilters query={query} />}
      {!isEmpty && page.rows.length === 0 && (
        <EmptyState
          title={isAllHidden ? t.allHidden.title : t.none.title}
          action={
            <LinkButton href={isAllHidden ? "/library?state=hidden" : "/library"}>
              {isAllHidden ? t.allHidden.action : t.none.action}
            </LinkButton>
          }
        >
          {isAllHidden ? t.allHidden.text : t.none.text}
        </EmptyState>
      )}
      {page.rows.length > 0 && <Rows query={query} page={page} total={total} isSignedIn={isSignedIn} />}
    </div>
  );
}

function Rows({ query, page, total, isSignedIn }: Pick<LibraryViewProps, "query" | "page" | "total" | "isSignedIn">) {
  const t = useText(text);
  const locale = useLocale();
  const shown = page.rows.map(({ updatedSince, network, handle, slug, ...item }) => ({
    ...item,
    href: readingPath({ handle, slug, ...item }),
    lang: languageOf(item.title),
    purchasedOn: formatDate(item.purchasedAt, locale),
    place: item.place && { ...item.place, at: item.place.at.getTime() },
  }));
  return (
    <div className="group-has-[[data-pending]]/market:animate-ink">
      <LibraryRows items={shown} total={total} hiding={isSignedIn ? { isHidden: query.state === "hidden" } : null} />
      <nav aria-label={t.pages} className="mt-10 flex justify-center gap-3 empty:hidden">
        {query.cursor && <LinkButton href={libraryUrl(query)}>{t.first}</LinkButton>}
        {page.next && <LinkButton href={libraryUrl(query, { cursor: page.next })}>{t.next}</LinkButton>}
      </nav>
    </div>
  );
}

function Empty({ picks }: { picks: ItemSummary[] }) {
  const { empty } = useText(text);
  return (
    <>
      <EmptyState title={empty.title} action={<LinkButton href="/">{empty.action}</LinkButton>}>
        {empty.text}
      </EmptyState>
      {picks.length > 0 && (
        <section className="mt-6 border-t border-rule pt-8">
          <h2 className="mb-6 text-2xl">{empty.picks}</h2>
          <ItemGrid items={picks} />
        </section>
      )}
    </>
  );
}
