"use client";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef } from "react";
import { utc, zoneCookie } from "@/lib/kernel/zone";

const ZoneContext = createContext(utc);

/** The zone in which times are written; the same on the server and in the browser. */
export const useZone = (): string => useContext(ZoneContext);

const yearSeconds = 31_536_000;

/**
 * Tells the zone that the server wrote the page with. Where the browser's is another, the server is told once, and writes it anew: what a
 * layout has told stays through navigation, even where the cookie came with another page.
 */
export function ZoneProvider({ zone, children }: { zone: string; children: ReactNode }) {
  const router = useRouter();
  const asked = useRef<string>(undefined);
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!own || own === zone || asked.current === own) return;
    asked.current = own;
    const kept = `${zoneCookie}=${encodeURIComponent(own)}`;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
    document.cookie = `${kept}; path=/; max-age=${yearSeconds}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    router.refresh();
  }, [zone, router]);
  return <ZoneContext value={zone}>{children}</ZoneContext>;
}
