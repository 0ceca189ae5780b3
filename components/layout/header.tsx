import { Moon, Sun } from "lucide-react";
import { WalletButton } from "@/components/wallet/wallet-button";
import { useText } from "@/lib/i18n/use-text";
import { NavLink } from "./nav-link";
import { SearchForm } from "./search-form";
import { text } from "./text";
import { ThemeToggle } from "./theme-toggle";
import { Wordmark } from "./wordmark";

function Links({ className }: { className: string }) {
  const { main, market, library, sell } = useText(text);
  const links = [
    { href: "/", label: market, exact: true },
    { href: "/library", label: library },
    { href: "/dashboard", label: sell },
  ];
  return (
    <nav aria-label={main} className={className}>
      {links.map(({ label, ...link }) => (
        <NavLink key={link.href} {...link} className="nav-link">
          {label}
        </NavLink>
      ))}
    </nav>
  );
}

export function Header() {
  const { theme } = useText(text);
  return (
    <header className="border-b border-rule bg-paper print:hidden">
      <div className="page flex h-16 items-center gap-4 md:gap-7">
        <Wordmark />
        <Links className="hidden h-full gap-5 md:flex" />
        <SearchForm className="ms-auto hidden w-full max-w-64 md:block" />
        <div className="ms-auto flex items-center gap-1.5 md:ms-0">
          <ThemeToggle label={theme}>
            <Moon aria-hidden className="size-4.5 dark:hidden" />
            <Sun aria-hidden className="hidden size-4.5 dark:block" />
          </ThemeToggle>
          <WalletButton />
        </div>
      </div>
      <div className="border-t border-rule md:hidden">
        <Links className="page flex h-11 gap-6" />
      </div>
    </header>
  );
}
