import { X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { SearchForm } from "@/components/layout/search-form";
import type { MarketQuery, MarketSort } from "@/lib/catalog/types";
import { marketUrl, sortOf } from "./market-url";
import { Pending } from "./pending";

function Choice({ href, current, children }: { href: string; current: boolean; children: ReactNode }) {
  return (
    <Link
      href={href}
      scroll={false}
      {...(current && { "aria-current": "true" as const })}
      className="flex min-h-10 items-center border-b-2 border-transparent px-0.5 text-sm font-semibold text-ink-3 no-underline hover:text-ink aria-[current]:border-red-fill aria-[current]:text-ink"
    >
      {children}
      <Pending />
    </Link>
  );
}

const sorts: { sort: MarketSort; label: string }[] = [
  { sort: "relevance", label: "Best match" },
  { sort: "newest", label: "Newest" },
  { sort: "cheapest", label: "Cheapest" },
  { sort: "dearest", label: "Dearest" },
];

/** Links, not controls: they work before and without JavaScript, and can be shared. */
export function MarketFilters({ query, tags }: { query: MarketQuery; tags: string[] }) {
  const keep = Object.fromEntries(
    Object.entries({ kind: query.kind, tag: query.tag, sort: query.sort }).filter(
      (entry): entry is [string, NonNullable<(typeof entry)[1]>] => Boolean(entry[1]),
    ),
  );
  const removable = [
    query.search && { label: `“${query.search}”`, href: marketUrl(query, { search: undefined }) },
    query.tag && { label: query.tag, href: marketUrl(query, { tag: undefined }) },
  ].filter((chip) => chip !== undefined && chip !== "");
  return (
    <div className="border-b border-rule">
      <SearchForm keep={keep} className="mb-3 md:hidden" />
      <div className="flex flex-wrap items-end justify-between gap-x-8">
        <nav aria-label="Kind" className="flex gap-5">
          <Choice href={marketUrl(query, { kind: undefined })} current={!query.kind}>
            Everything
          </Choice>
          <Choice href={marketUrl(query, { kind: "article" })} current={query.kind === "article"}>
            Articles
          </Choice>
          <Choice href={marketUrl(query, { kind: "file" })} current={query.kind === "file"}>
            Files
          </Choice>
        </nav>
        <nav aria-label="Sort" className="flex gap-5">
          {sorts
            .filter(({ sort }) => query.search || sort !== "relevance")
            .map(({ sort, label }) => (
              <Choice key={sort} href={marketUrl(query, { sort })} current={sortOf(query) === sort}>
                {label}
              </Choice>
            ))}
        </nav>
      </div>
      {(removable.length > 0 || tags.length > 0) && (
        <ul className="flex gap-x-4 gap-y-1 overflow-x-auto border-t border-rule py-2.5 text-sm whitespace-nowrap [scrollbar-width:none] sm:flex-wrap">
          {removable.map((chip) => (
            <li key={chip.href}>
              <Link
                href={chip.href}
                className="inline-flex min-h-7 items-center gap-1 rounded-sm bg-red-wash px-2 font-semibold text-red no-underline"
                aria-label={`Remove filter ${chip.label}`}
              >
                {chip.label}
                <X aria-hidden className="size-3.5" />
              </Link>
            </li>
          ))}
          {tags.map((tag) => (
            <li key={tag}>
              <Link
                href={marketUrl(query, { tag })}
                className="link inline-flex min-h-7 items-center text-ink-2 decoration-transparent"
              >
                {tag}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
