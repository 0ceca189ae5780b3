"use client";
import { useEffect, useRef } from "react";
import { tellVisit } from "@/lib/browser/tell-visit";

/** Calls once the page can be seen: a browser may make it ahead of time, or in a tab behind. */
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

/** Stands just above the wall: tells that the page was seen, and that somebody came down to here. */
export function Visit({ itemId }: { itemId: string }) {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const here = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) tellVisit(itemId, "reached_wall");
    });
    const stop = onceVisible(() => {
      tellVisit(itemId, "viewed");
      if (mark.current) here.observe(mark.current);
    });
    return () => {
      stop();
      here.disconnect();
    };
  }, [itemId]);
  return <span ref={mark} aria-hidden className="block" />;
}
