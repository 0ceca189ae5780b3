"use client";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect } from "react";
import { utc, zoneCookie } from "@/lib/kernel/zone";

const ZoneContext = createContext(utc);

/** The zone in which times are written; the same on the server and in the browser. */
export const useZone = (): string => useContext(ZoneContext);

const yearSeconds = 31_536_000;

/** Tells the zone that the server wrote the page with. Where the browser's is another, the server is told once, and writes it anew. */
export function ZoneProvider({ zone, children }: { zone: string; children: ReactNode }) {
  const router = useRouter();
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const kept = `${zoneCookie}=${encodeURIComponent(own)}`;
    if (!own || own === zone || document.cookie.split("; ").includes(kept)) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
    document.cookie = `${kept}; path=/; max-age=${yearSeconds}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    router.refresh();
  }, [zone, router]);
  return <ZoneContext value={zone}>{children}</ZoneContext>;
}
