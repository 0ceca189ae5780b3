"use client";
import { useEffect, useRef } from "react";
import { reportVisit } from "@/lib/browser/report-visit";

/** Calls back once the page is visible: browsers may prerender a page or open it in a background tab. */
function onceVisible(call: () => void): () => void {
  const look = () => {
    if (document.visibilityState !== "visible") return;
    document.removeEventListener("visibilitychange", look);
    call();
  };
  document.addEventListener("visibilitychange", look);
  look();
  return () => document.removeEventListener("visibilitychange", look);
}

/** Placed just above the wall: reports that the page was viewed, and that the visitor scrolled down to the wall. */
export function Visit({ itemId }: { itemId: string }) {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const here = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) reportVisit(itemId, "reached_wall");
    });
    const stop = onceVisible(() => {
      reportVisit(itemId, "viewed");
      if (mark.current) here.observe(mark.current);
    });
    return () => {
      stop();
      here.disconnect();
    };
  }, [itemId]);
  return <span ref={mark} aria-hidden className="block" />;
}
