"use client";
import { useLinkStatus } from "next/link";

/** Inside a link: marks that its page is on the way, so that the list can show it (`has-[[data-pending]]`). */
export function Pending() {
  return useLinkStatus().pending ? <span data-pending className="sr-only" /> : null;
}
