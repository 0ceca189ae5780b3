"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { lazy, Suspense, useEffect, useRef, useState } from "react";

const Suggestions = lazy(async () => ({ default: (await import("./suggestions")).Suggestions }));

/** Shows the search words of the URL, also after Back, a reload, or a removed filter. Suggestions are loaded once it has the focus. */
export function SearchInput({ label }: { label: string }) {
  const input = useRef<HTMLInputElement>(null);
  const words = useSearchParams().get("search") ?? "";
  const shown = usePathname() === "/" ? words : "";
  useEffect(() => {
    if (input.current) input.current.value = shown;
  }, [shown]);
  const [isUsed, setUsed] = useState(false);
  return (
    <>
      <input
        ref={input}
        type="search"
        name="search"
        defaultValue={shown}
        maxLength={120}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        onFocus={() => setUsed(true)}
        className="h-10 w-full rounded-md border border-rule-strong bg-raised ps-9 pe-3 text-sm placeholder:text-ink-3 hover:border-ink-3"
      />
      <Suspense>{isUsed && <Suggestions input={input} />}</Suspense>
    </>
  );
}
