import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { DashboardNav } from "@/components/dashboard/dashboard-nav";
import { ProfileForm } from "@/components/dashboard/settings/profile-form";
import { text } from "@/components/dashboard/text";
import { ZoneProvider } from "@/components/format/zone";
import { text as moderation } from "@/components/moderation/text";
import { Why } from "@/components/moderation/why";
import { Notice } from "@/components/ui/notice";
import { ToastProvider } from "@/components/ui/toast";
import { SignInPrompt } from "@/components/wallet/sign-in-prompt";
import type { Moderation } from "@/lib/catalog/codecs";
import { readText } from "@/lib/i18n/read-locale";
import { useText } from "@/lib/i18n/use-text";
import { services } from "@/lib/services";
import { readZone } from "@/lib/session/read-zone";
import { readVisitor } from "./creator-session";

export async function generateMetadata(): Promise<Metadata> {
  const { dashboard } = await readText(text);
  return { title: { default: dashboard, template: "%s · Pennypost" }, robots: { index: false } };
}

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { wallet, creator, suspension } = await readVisitor();
  return (
    <ZoneProvider zone={await readZone()}>
      {!wallet && <Selling />}
      {wallet && !creator && <Welcome />}
      {creator && (
        <ToastProvider>
          <DashboardNav handle={creator.handle} />
          {suspension && <ShopSuspended suspension={suspension} />}
          {children}
        </ToastProvider>
      )}
    </ZoneProvider>
  );
}

function ShopSuspended({ suspension }: { suspension: Moderation }) {
  const t = useText(moderation).yours;
  return (
    <div className="page pt-6">
      <Notice>
        <p className="mb-1.5">{t.shop}</p>
        <Why why={suspension} />
      </Notice>
    </div>
  );
}

/** For who has not signed in: what selling here is, before anything is asked. */
function Selling() {
  const t = useText(text).selling;
  return (
    <div className="page grid gap-x-16 pt-10 md:pt-16 lg:grid-cols-[1fr_1fr]">
      <div>
        <h1 className="max-w-md text-3xl md:text-4xl">{t.title}</h1>
        <p className="mt-4 max-w-md text-lg text-pretty text-ink-2">{t.text}</p>
        <ol className="mt-8 max-w-md border-t border-rule">
          {t.steps.map(([name, what], index) => (
            <li key={name} className="flex gap-4 border-b border-rule py-3.5">
              <span aria-hidden className="figures w-4 shrink-0 text-ink-3">
                {index + 1}
              </span>
              <span>
                <span className="block font-semibold">{name}</span>
                <span className="block text-ink-2">{what}</span>
              </span>
            </li>
          ))}
        </ol>
        <p className="mt-5 max-w-md text-sm text-pretty text-ink-3">
          {t.honest}{" "}
          <Link href="/how-it-works" className="link">
            {t.more}
          </Link>
        </p>
      </div>
      <SignInPrompt purpose="dashboard" isPart />
    </div>
  );
}

function Welcome() {
  const t = useText(text).welcome;
  return (
    <div className="page grid gap-x-16 gap-y-10 pt-10 md:pt-16 lg:grid-cols-[1fr_1fr]">
      <div>
        <h1 className="max-w-md text-3xl md:text-4xl">{t.title}</h1>
        <p className="mt-4 max-w-md text-lg text-pretty text-ink-2">{t.text}</p>
        <ul className="mt-8 max-w-md border-t border-rule text-ink-2">
          {t.facts.map((fact) => (
            <li key={fact} className="border-b border-rule py-3">
              {fact}
            </li>
          ))}
        </ul>
      </div>
      <ProfileForm profile={null} host={new URL(services().origin).host} />
    </div>
  );
}
