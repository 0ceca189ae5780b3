import clsx from "clsx";
import type { ReactNode } from "react";

export type ChipTone = "plain" | "red" | "green";

const tones: Record<ChipTone, string> = {
  plain: "border-rule-strong text-ink-2",
  red: "border-transparent bg-red-wash text-red",
  green: "border-transparent bg-green-wash text-green",
};

export function Chip({ tone = "plain", className, children }: { tone?: ChipTone; className?: string; children: ReactNode }) {
  return (
    <span
      className={clsx(
        "inline-flex items-center gap-1 rounded-sm border px-2 text-xs leading-5.5 font-semibold whitespace-nowrap",
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
