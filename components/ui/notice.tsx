import clsx from "clsx";
import type { ReactNode } from "react";

const tones = {
  plain: "border-rule bg-raised",
  red: "border-transparent bg-red-wash",
  green: "border-transparent bg-green-wash",
};

/** A sentence that stands on the page until it is dealt with. Red ones are announced at once, unless what is around them does that. */
export function Notice({
  tone = "plain",
  isSpoken = false,
  className,
  children,
}: {
  tone?: keyof typeof tones;
  /** It stands in a live region: as one of its own it would be spoken twice. */
  isSpoken?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      role={isSpoken ? undefined : tone === "red" ? "alert" : "status"}
      className={clsx("rounded-md border px-4 py-3 text-sm", tones[tone], className)}
    >
      {children}
    </div>
  );
}
