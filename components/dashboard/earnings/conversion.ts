// The share of people who saw a price and paid it. The counters differ in kind: a browser that reports no views can still buy.
import { formatNumber } from "@/components/format/format-number";

/** "12.5%", "0%", "<0.1%"; null if the whole is zero. */
export function shareOf(part: number, whole: number): string | null {
  if (whole === 0) return null;
  const tenths = Math.round((part / whole) * 1000) / 10;
  if (part > 0 && tenths === 0) return "<0.1%";
  return `${tenths >= 1000 ? formatNumber(Math.round(tenths)) : tenths}%`;
}
