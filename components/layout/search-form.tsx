import { Search } from "lucide-react";
import Form from "next/form";

/** Searches the market; the words stand in the URL. `keep` are filters that stay. */
export function SearchForm({
  search,
  keep = {},
  className = "",
}: {
  search?: string | undefined;
  keep?: Record<string, string>;
  className?: string;
}) {
  return (
    <Form action="/" role="search" aria-label="Market" className={`relative ${className}`}>
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-3" />
      <input
        type="search"
        name="search"
        defaultValue={search}
        maxLength={120}
        aria-label="Search the market"
        placeholder="Search the market"
        className="h-10 w-full rounded-md border border-rule-strong bg-raised ps-9 pe-3 text-sm placeholder:text-ink-3 hover:border-ink-3"
      />
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </Form>
  );
}
