import clsx from "clsx";

/** A line or block of grey ink where something is on its way. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx("block animate-ink rounded-sm bg-sunk", className)} />;
}
