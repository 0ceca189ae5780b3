"use client";
import { useLinkStatus } from "next/link";

/** Inside a link: marks it while its page loads, so that the list can show it (`has-[[data-pending]]`). */
export function Pending() {
  return useLinkStatus().pending ? <span data-pending className="sr-only" /> : null;
}
