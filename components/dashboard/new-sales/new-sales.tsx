"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useAnnounce } from "@/components/ui/toast";
import { call } from "@/lib/browser/api";
import { useText } from "@/lib/i18n/use-text";
import { formatUsd } from "@/lib/kernel/money";
import { FirstSale } from "./first-sale";
import { text } from "./text";
import { askedFor, type Known, type News, newsOf, type Sale } from "./watch-sales";

const everyMs = 10_000;
/** While the server does not answer. */
const slowMs = 60_000;

/** Looks for new sales while the page is seen, and at once when it is seen again. */
function useNews(onNews: (news: News) => void): void {
  const told = useRef(onNews);
  told.current = onNews;
  useEffect(() => {
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let known: Known;
    let isLooking = false;
    const look = async () => {
      clearTimeout(timer);
      if (document.hidden || isLooking) return;
      isLooking = true;
      const answer = await call("GET /api/earnings/sales", { query: { limit: `${askedFor}` }, signal: gone.signal }).catch(
        () => null,
      );
      isLooking = false;
      if (gone.signal.aborted) return;
      if (answer) {
        told.current(newsOf(known, answer));
        known = answer;
      }
      clearTimeout(timer);
      timer = setTimeout(look, answer ? everyMs : slowMs);
    };
    void look();
    document.addEventListener("visibilitychange", look, { signal: gone.signal });
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, []);
}

/** Once for each shop on this device. Where nothing may be kept, once a visit. */
function isFirstTime(id: string): boolean {
  const seen = `pennypost.first-sale.${id}`;
  try {
    if (localStorage.getItem(seen)) return false;
    localStorage.setItem(seen, "seen");
  } catch {
    // As above.
  }
  return true;
}

/** On a page of the dashboard: sales that come while it is open are told, and the page shows them. The first one is a moment. */
export function NewSales() {
  const t = useText(text);
  const router = useRouter();
  const announce = useAnnounce();
  const [first, setFirst] = useState<Sale | null>(null);
  useNews((news) => {
    if (news.first && isFirstTime(news.first.id)) setFirst(news.first);
    if (news.fresh.length === 0) return;
    router.refresh();
    const [latest] = news.fresh;
    if (news.first || !latest) return;
    announce(
      news.fresh.length > 1
        ? t.several(news.fresh.length, news.fresh.length === askedFor)
        : t.one(latest.title, formatUsd(BigInt(latest.amount))),
    );
  });
  return first && <FirstSale sale={first} onClose={() => setFirst(null)} />;
}
