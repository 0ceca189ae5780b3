import Link from "next/link";
import type { ReactNode } from "react";
import { useText } from "@/lib/i18n/use-text";
import { LanguageSwitch } from "./language-switch";
import { text } from "./text";

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

const guides = ["how-it-works", "help", "about"] as const;
const legal = ["terms", "privacy", "imprint"] as const;

/** `pages`: those about this site that there are. */
export function Footer({ pages }: { pages: readonly string[] }) {
  const t = useText(text);
  const linksOf = (names: typeof guides | typeof legal) =>
    names
      .filter((name) => pages.includes(name))
      .map((name) => (
        <To key={name} href={`/${name}`}>
          {t.pages[name]}
        </To>
      ));
  const [toGuides, toLegal] = [linksOf(guides), linksOf(legal)];
  return (
    <footer className="mt-24 border-t border-rule print:hidden">
      <div className="page grid grid-cols-2 gap-x-6 gap-y-10 py-12 lg:grid-cols-[2fr_1fr_1fr_1fr_1fr]">
        <div className="col-span-full max-w-sm lg:col-span-1">
          <p className="font-serif text-lg font-semibold">{t.motto}</p>
          <p className="mt-2 text-sm text-ink-2">{t.promise}</p>
        </div>
        <Column title={t.read}>
          <To href="/">{t.market}</To>
          <To href="/library">{t.yourLibrary}</To>
          <li>
            <a href="/feed.xml" className="link decoration-transparent">
              {t.feed}
            </a>
          </li>
          <To href="/verify">{t.verify}</To>
        </Column>
        {toGuides.length > 0 && <Column title={t.start}>{toGuides}</Column>}
        <Column title={t.sell}>
          <To href="/dashboard">{t.dashboard}</To>
          <To href="/dashboard/items/new">{t.publish}</To>
        </Column>
        <Column title={t.agents}>
          <To href="/docs/agents">{t.scripts}</To>
          <li>
            <a href="/openapi.json" className="link decoration-transparent">
              OpenAPI
            </a>
          </li>
          <To href="/docs/errors">{t.errors}</To>
        </Column>
      </div>
      <div className="page pb-8 text-sm text-ink-3">
        <div className="flex flex-wrap items-start justify-between gap-x-12 gap-y-4 border-t border-rule pt-6">
          <p className="max-w-4xl text-pretty">{t.smallPrint}</p>
          {toLegal.length > 0 && <ul className="flex flex-wrap items-center gap-x-5">{toLegal}</ul>}
          <LanguageSwitch label={t.language} />
        </div>
      </div>
    </footer>
  );
}
