import clsx from "clsx";

/** A creator's initial, as on a letterhead. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={clsx(
        "inline-grid shrink-0 place-items-center rounded-full border border-rule-strong bg-raised font-serif leading-none font-semibold text-ink-2",
        className ?? "size-10 text-lg",
      )}
    >
      <span className="translate-y-[0.04em]">{[...name][0]?.toUpperCase()}</span>
    </span>
  );
}
