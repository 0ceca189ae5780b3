import clsx from "clsx";
import { formatUsd } from "@/lib/kernel/money";

/** An amount of USDC, shown exactly. */
export function Money({ amount, className }: { amount: bigint; className?: string }) {
  return <span className={clsx("money", className)}>{formatUsd(amount)}</span>;
}
