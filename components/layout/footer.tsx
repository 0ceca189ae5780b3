import Link from "next/link";
import type { ReactNode } from "react";

const Column = ({ title, children }: { title: string; children: ReactNode }) => (
  <div>
    <h2 className="eyebrow mb-3 font-sans">{title}</h2>
    <ul className="space-y-2 text-sm text-ink-2">{children}</ul>
  </div>
);

const To = ({ href, children }: { href: string; children: ReactNode }) => (
  <li>
    <Link href={href} prefetch={false} className="link decoration-transparent">
      {children}
    </Link>
  </li>
);

export function Footer() {
  return (
    <footer className="mt-24 border-t border-rule print:hidden">
      <div className="page grid gap-10 py-12 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_1fr]">
        <div className="max-w-sm">
          <p className="font-serif text-lg font-semibold">Publish by the piece. Get paid by the penny.</p>
          <p className="mt-2 text-sm text-ink-2">
            Articles and files at a price you see before you click, paid in USDC from your wallet straight to the one who made
            them. No account, no subscription.
          </p>
        </div>
        <Column title="Read">
          <To href="/">Market</To>
          <To href="/library">Your library</To>
          <li>
            <a href="/feed.xml" className="link decoration-transparent">
              Feed of new pieces
            </a>
          </li>
          <To href="/verify">Verify a receipt</To>
        </Column>
        <Column title="Sell">
          <To href="/dashboard">Dashboard</To>
          <To href="/dashboard/items/new">Publish something</To>
        </Column>
        <Column title="Agents and scripts">
          <To href="/docs/agents">How a script buys</To>
          <li>
            <a href="/openapi.json" className="link decoration-transparent">
              OpenAPI
            </a>
          </li>
          <To href="/docs/errors">Error codes</To>
        </Column>
      </div>
      <div className="page pb-8 text-sm text-ink-3">
        <p className="border-t border-rule pt-6 text-pretty lg:pr-64">
          Payments are made on a public chain: anybody can see that a wallet paid a creator, and how much. Sales are final unless
          the creator refunds. Pennypost holds no money and is not the merchant; each sale is between reader and creator.
        </p>
      </div>
    </footer>
  );
}
