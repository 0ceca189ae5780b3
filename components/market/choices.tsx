import clsx from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { Pending } from "./pending";

interface ChoicesProps {
  label: string;
  /** Label before the choices. */
  isTitled?: boolean;
  choices: { href: string; label: string; isCurrent: boolean }[];
  className?: string;
}

/** Choices as links, which work without JavaScript and can be shared. */
export function Choices({ label, isTitled, choices, className }: ChoicesProps) {
  return (
    <nav aria-label={label} className={clsx("choices", className)}>
      {isTitled && (
        <span aria-hidden className="min-w-14 text-sm text-ink-3">
          {label}
        </span>
      )}
      {choices.map(({ href, label, isCurrent }) => (
        <Choice key={href} href={href} isCurrent={isCurrent}>
          {label}
        </Choice>
      ))}
    </nav>
  );
}

function Choice({ href, isCurrent, children }: { href: string; isCurrent: boolean; children: ReactNode }) {
  return (
    <Link href={href} scroll={false} {...(isCurrent && { "aria-current": "true" as const })} className="choice">
      {children}
      <Pending />
    </Link>
  );
}
