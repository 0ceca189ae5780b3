import { Search } from "lucide-react";
import Form from "next/form";
import { Choices } from "@/components/market/choices";
import { OneLine } from "@/components/market/one-line";
import { useText } from "@/lib/i18n/use-text";
import type { LibraryQuery } from "@/lib/payments/library/codecs";
import { librarySorts, libraryStates } from "@/lib/payments/types";
import { libraryParams, libraryUrl } from "./library-url";
import { text } from "./text";

export function LibraryFilters({ query }: { query: LibraryQuery }) {
  const t = useText(text);
  const to = (change: Partial<LibraryQuery>) => libraryUrl(query, change);
  const { kind, state, sort = "newest" } = query;
  const kinds = ([undefined, "article", "file"] as const).map((each) => ({
    href: to({ kind: each }),
    label: t.kinds[each ?? "all"],
    isCurrent: kind === each,
  }));
  const states = [undefined, ...libraryStates].map((each) => ({
    href: to({ state: each }),
    label: t.states[each ?? "all"],
    isCurrent: state === each,
  }));
  const sorts = librarySorts.map((each) => ({ href: to({ sort: each }), label: t.sorts[each], isCurrent: sort === each }));
  return (
    <div className="mt-6 border-b border-rule">
      <SearchLibrary query={query} />
      <OneLine
        label={t.filter}
        chosen={[kinds, states, sorts].map((choices) => choices.find(({ isCurrent }) => isCurrent)?.label)}
      >
        <div className="flex flex-wrap items-end gap-x-8">
          <Choices label={t.kind} choices={kinds} />
          <Choices label={t.state} choices={states} className="lg:me-auto" />
          <Choices label={t.sort} choices={sorts} />
        </div>
      </OneLine>
    </div>
  );
}

/** Keyed by the search words, to reset it when they change, as after Back. */
function SearchLibrary({ query }: { query: LibraryQuery }) {
  const { yours, search } = useText(text);
  return (
    <Form key={query.search ?? ""} action="/library" role="search" aria-label={yours} className="relative mb-2 max-w-md">
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-3" />
      <input
        type="search"
        name="search"
        defaultValue={query.search}
        maxLength={120}
        aria-label={search}
        placeholder={search}
        className="h-11 w-full rounded-md border border-rule-strong bg-raised ps-9 pe-3 text-base placeholder:text-ink-3 hover:border-ink-3"
      />
      {libraryParams({ ...query, search: undefined, cursor: undefined }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </Form>
  );
}
