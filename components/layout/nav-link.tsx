"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** A link that knows when one stands on its page (or, unless `exact`, below it). Never prefetched: a reader should not load a shop's desk. */
export function NavLink({
  href,
  exact,
  className,
  children,
}: {
  href: string;
  exact?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const path = usePathname();
  const here = path === href || (!exact && path.startsWith(`${href}/`));
  return (
    <Link href={href} prefetch={false} {...(here && { "aria-current": "page" as const })} className={className}>
      {children}
    </Link>
  );
}
