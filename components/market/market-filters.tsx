import { SlidersHorizontal, X } from "lucide-react";
import Link from "next/link";
import { SearchForm } from "@/components/layout/search-form";
import { type MarketQuery, marketSorts, readingLengths } from "@/lib/catalog/market/types";
import { useText } from "@/lib/i18n/use-text";
import { formatUsd } from "@/lib/kernel/money";
import { Choices } from "./choices";
import { marketParams, marketUrl, sortOf } from "./market-url";
import { OneLine } from "./one-line";
import { text } from "./text";

const prices = [100_000n, 250_000n, 1_000_000n, 5_000_000n];

export function MarketFilters({ query, tags }: { query: MarketQuery; tags: string[] }) {
  const t = useText(text);
  const keep = Object.fromEntries(marketParams({ ...query, search: undefined, cursor: undefined }));
  const to = (change: Partial<MarketQuery>) => marketUrl(query, change);
  const kinds = [
    { href: to({ kind: undefined }), label: t.everything, isCurrent: !query.kind },
    { href: to({ kind: "article" }), label: t.articles, isCurrent: query.kind === "article" },
    { href: to({ kind: "file", length: undefined }), label: t.files, isCurrent: query.kind === "file" },
  ];
  const sorts = marketSorts
    .filter((sort) => query.search || sort !== "relevance")
    .map((sort) => ({ href: to({ sort }), label: t.sorts[sort], isCurrent: sortOf(query) === sort }));
  return (
    <div className="border-b border-rule">
      <SearchForm keep={keep} className="mb-3 md:hidden" />
      <OneLine label={t.filter} chosen={[kinds, sorts].map((choices) => choices.find(({ isCurrent }) => isCurrent)?.label)}>
        <div className="flex flex-wrap items-end justify-between gap-x-8">
          <Choices label={t.kind} choices={kinds} />
          <Choices label={t.sort} choices={sorts} />
        </div>
        <PriceAndLength query={query} />
      </OneLine>
      <ChipsAndTags query={query} tags={tags} />
    </div>
  );
}

function PriceAndLength({ query }: { query: MarketQuery }) {
  const t = useText(text);
  const isSet = query.priceMax !== undefined || query.length !== undefined;
  const priceChoices = [undefined, ...prices].map((priceMax) => ({
    href: marketUrl(query, { priceMax }),
    label: priceMax === undefined ? t.any : t.upTo(formatUsd(priceMax)),
    isCurrent: query.priceMax === priceMax,
  }));
  const lengthChoices = [undefined, ...readingLengths].map((length) => ({
    href: marketUrl(query, { length, kind: length ? "article" : query.kind }),
    label: length ? t.lengths[length] : t.any,
    isCurrent: query.length === length,
  }));
  return (
    <details open={isSet} className="group border-t border-rule">
      <summary className="inline-flex min-h-10 cursor-pointer list-none items-center gap-2 text-sm font-semibold text-ink-3 hover:text-ink group-open:text-ink [&::-webkit-details-marker]:hidden">
        <SlidersHorizontal aria-hidden className="size-3.5" /> {t.more}
      </summary>
      <div className="grid gap-x-12 pb-2 md:grid-cols-[auto_1fr]">
        <Choices label={t.price} isTitled choices={priceChoices} />
        {query.kind !== "file" && <Choices label={t.length} isTitled choices={lengthChoices} />}
      </div>
    </details>
  );
}

/** The active filters, each removable, then tags to choose. */
function ChipsAndTags({ query, tags }: { query: MarketQuery; tags: string[] }) {
  const t = useText(text);
  const { search, tag, priceMax, length } = query;
  const chips = [
    search && { label: t.quoted(search), href: marketUrl(query, { search: undefined }) },
    tag && { label: tag, href: marketUrl(query, { tag: undefined }) },
    priceMax !== undefined && { label: t.upTo(formatUsd(priceMax)), href: marketUrl(query, { priceMax: undefined }) },
    length && { label: t.lengths[length], href: marketUrl(query, { length: undefined }) },
  ].filter((chip) => typeof chip === "object");
  if (chips.length + tags.length === 0) return null;
  return (
    <ul
      aria-label={t.filters}
      className="flex gap-x-4 gap-y-1 overflow-x-auto border-t border-rule py-2.5 text-sm whitespace-nowrap [scrollbar-width:none] sm:flex-wrap"
    >
      {chips.map(({ href, label }) => (
        <li key={href}>
          <Link
            href={href}
            scroll={false}
            className="inline-flex min-h-7 items-center gap-1 rounded-sm bg-red-wash px-2 font-semibold text-red no-underline"
            aria-label={t.remove(label)}
          >
            {label}
            <X aria-hidden className="size-3.5" />
          </Link>
        </li>
      ))}
      {tags.map((each) => (
        <li key={each}>
          <Link
            href={marketUrl(query, { tag: each })}
            className="link inline-flex min-h-7 items-center text-ink-2 decoration-transparent"
          >
            {each}
          </Link>
        </li>
      ))}
    </ul>
  );
}
