// Apart from the stamp: the page of errors shows it, and every page carries that.
import clsx from "clsx";
import { perforatedPath } from "@/lib/social-picture/perforated-path";

/** The space a stamp would fill. */
export function StampOutline({ className }: { className?: string }) {
  return (
    <svg viewBox="-1 -1 80 62" aria-hidden className={clsx("w-auto", className)}>
      <path d={perforatedPath(13, 10)} fill="none" stroke="currentColor" strokeWidth={1.2} />
      <rect x={8} y={8} width={62} height={44} fill="none" stroke="currentColor" strokeWidth={0.8} strokeDasharray="2.5 2.5" />
    </svg>
  );
}
