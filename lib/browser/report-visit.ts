// Reports a visitor's steps (viewed, reached the wall, connected) as anonymous counts for the item's creator, each once for a page
// load (POST /api/items/{itemId}/events). Nothing is stored in the browser.
import type { VisitEvent } from "../earnings/types";

const reported = new Set<string>();

export function reportVisit(itemId: string, event: VisitEvent): void {
  const step = `${itemId} ${event}`;
  if (reported.has(step)) return;
  reported.add(step);
  const body = new Blob([JSON.stringify({ event })], { type: "application/json" });
  navigator.sendBeacon?.(`/api/items/${itemId}/events`, body);
}
