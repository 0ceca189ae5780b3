import { Plus } from "lucide-react";
import Link from "next/link";
import { NavLink } from "@/components/layout/nav-link";
import { LinkButton } from "@/components/ui/button";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

const links = [
  { href: "/dashboard", name: "home", exact: true },
  { href: "/dashboard/items", name: "pieces" },
  { href: "/dashboard/earnings", name: "earnings" },
  { href: "/dashboard/import", name: "import" },
  { href: "/dashboard/settings", name: "settings" },
] as const;

export function DashboardNav({ handle }: { handle: string }) {
  const t = useText(text);
  return (
    <div className="border-b border-rule bg-raised print:hidden">
      <div className="page flex flex-wrap items-center gap-x-6 sm:flex-nowrap">
        <nav
          aria-label={t.dashboard}
          className="order-last -mx-1 flex h-12 w-full gap-3 overflow-x-auto sm:order-none sm:w-auto sm:gap-5"
        >
          {links.map(({ name, ...link }) => (
            <NavLink key={link.href} {...link} className="tab-link">
              {t.nav[name]}
            </NavLink>
          ))}
        </nav>
        <div className="flex w-full items-center justify-between gap-4 py-2 sm:ms-auto sm:w-auto">
          <Link href={`/@${handle}`} className="link text-sm text-ink-3">
            @{handle}
          </Link>
          <LinkButton href="/dashboard/items/new" size="small" variant="primary">
            <Plus aria-hidden className="size-4" /> {t.newPiece}
          </LinkButton>
        </div>
      </div>
    </div>
  );
}
