import { SlidersHorizontal } from "lucide-react";
import type { ReactNode } from "react";

interface OneLineProps {
  label: string;
  /** What holds now, in words. */
  chosen: (string | undefined)[];
  children: ReactNode;
}

/** Filters: one line on a phone, which opens them, and all of them where there is room. Needs no script. */
export function OneLine({ label, chosen, children }: OneLineProps) {
  return (
    <details className="one-line">
      <summary>
        <SlidersHorizontal aria-hidden className="size-3.5 shrink-0" />
        {label}
        <span>{chosen.filter(Boolean).join(" · ")}</span>
      </summary>
      {children}
    </details>
  );
}
