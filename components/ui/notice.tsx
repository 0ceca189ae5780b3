import clsx from "clsx";
import type { ReactNode } from "react";

const tones = {
  plain: "border-rule bg-raised",
  red: "border-transparent bg-red-wash",
  green: "border-transparent bg-green-wash",
};

/** A sentence that stands on the page until it is dealt with. Red ones are announced at once. */
export function Notice({
  tone = "plain",
  className,
  children,
}: {
  tone?: keyof typeof tones;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      role={tone === "red" ? "alert" : "status"}
      className={clsx("rounded-md border px-4 py-3 text-sm", tones[tone], className)}
    >
      {children}
    </div>
  );
}
