import { Check, Minus, X } from "lucide-react";
import type { CheckState } from "@/lib/x402/receipts/receipt-checks";
import type { Verdict } from "@/lib/x402/receipts/verify-receipt";

/** The colour of what a receipt came to. */
export const tones: Record<Verdict["state"], string> = { valid: "text-green", invalid: "text-red", incomplete: "text-ink" };

const marks: Record<CheckState, { icon: typeof X; className: string }> = {
  passed: { icon: Check, className: "bg-green-wash text-green" },
  failed: { icon: X, className: "bg-red-fill text-on-red" },
  skipped: { icon: Minus, className: "bg-sunk text-ink-2" },
};

/** How a check came out, at the head of its line; said in words beside it. */
export function Mark({ state }: { state: CheckState }) {
  const { icon: Icon, className } = marks[state];
  return (
    <span className={`mt-0.5 grid size-6 place-items-center rounded-full ${className}`}>
      <Icon aria-hidden className="size-3.5" strokeWidth={3} />
    </span>
  );
}
