import clsx from "clsx";
import type { ReactNode } from "react";

export type ChipTone = "plain" | "red" | "green";

/** Its looks are in links.css. */
export function Chip({ tone = "plain", className, children }: { tone?: ChipTone; className?: string; children: ReactNode }) {
  return <span className={clsx("chip", `chip-${tone}`, className)}>{children}</span>;
}
