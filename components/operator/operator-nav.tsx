import { NavLink } from "@/components/layout/nav-link";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

const links = [
  { href: "/operator", name: "overview", exact: true },
  { href: "/operator/reports", name: "reports" },
  { href: "/operator/lookup", name: "lookup" },
  { href: "/operator/purchases", name: "purchases" },
  { href: "/operator/blocklist", name: "blocklist" },
  { href: "/operator/audit", name: "audit" },
] as const;

export function OperatorNav() {
  const t = useText(text);
  return (
    <div className="border-b border-rule bg-raised print:hidden">
      <div className="page">
        <nav aria-label={t.desk} className="-mx-1 flex h-12 gap-3 overflow-x-auto sm:gap-5">
          {links.map(({ name, ...link }) => (
            <NavLink key={link.href} {...link} className="tab-link">
              {t.nav[name]}
            </NavLink>
          ))}
        </nav>
      </div>
    </div>
  );
}
