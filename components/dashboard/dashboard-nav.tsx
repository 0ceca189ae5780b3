import { Plus } from "lucide-react";
import Link from "next/link";
import { NavLink } from "@/components/layout/nav-link";
import { LinkButton } from "@/components/ui/button";

const links = [
  { href: "/dashboard", label: "Home", exact: true },
  { href: "/dashboard/items", label: "Pieces" },
  { href: "/dashboard/earnings", label: "Earnings" },
  { href: "/dashboard/import", label: "Import" },
  { href: "/dashboard/settings", label: "Settings" },
];

export function DashboardNav({ handle }: { handle: string }) {
  return (
    <div className="border-b border-rule bg-raised print:hidden">
      <div className="page flex flex-wrap items-center gap-x-6 sm:flex-nowrap">
        <nav
          aria-label="Dashboard"
          className="order-last -mx-1 flex h-12 w-full gap-3 overflow-x-auto sm:order-none sm:w-auto sm:gap-5"
        >
          {links.map(({ label, ...link }) => (
            <NavLink
              key={link.href}
              {...link}
              className="flex items-center border-y-2 border-transparent px-1 text-sm font-semibold text-ink-3 no-underline hover:text-ink aria-[current=page]:border-b-red-fill aria-[current=page]:text-ink"
            >
              {label}
            </NavLink>
          ))}
        </nav>
        <div className="flex w-full items-center justify-between gap-4 py-2 sm:ms-auto sm:w-auto">
          <Link href={`/@${handle}`} className="link text-sm text-ink-3">
            @{handle}
          </Link>
          <LinkButton href="/dashboard/items/new" size="small" variant="primary">
            <Plus aria-hidden className="size-4" /> New piece
          </LinkButton>
        </div>
      </div>
    </div>
  );
}
