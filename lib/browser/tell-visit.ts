// How far a visitor came, told to the item's creator as a number (see /api/items/{itemId}/events). Each step once while a page
// lives; nothing is remembered in the browser.
import type { VisitEvent } from "../earnings/types";

const told = new Set<string>();

export function tellVisit(itemId: string, event: VisitEvent): void {
  const step = `${itemId} ${event}`;
  if (told.has(step)) return;
  told.add(step);
  const body = new Blob([JSON.stringify({ event })], { type: "application/json" });
  navigator.sendBeacon?.(`/api/items/${itemId}/events`, body);
}
