import { Search } from "lucide-react";
import { useText } from "@/lib/i18n/use-text";
import { SearchInput } from "./search-input";
import { SoftForm } from "./soft-form";
import { text } from "./text";

/** Searches the market; the query is in the URL. `keep`: filters to keep. */
export function SearchForm({ keep = {}, className = "" }: { keep?: Record<string, string>; className?: string }) {
  const { market, search } = useText(text);
  return (
    <SoftForm action="/" role="search" aria-label={market} className={`relative ${className}`}>
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-3" />
      <SearchInput label={search} />
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </SoftForm>
  );
}
