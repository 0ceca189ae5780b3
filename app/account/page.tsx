import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { ApiKeys } from "@/components/account/api-keys";
import { Erase } from "@/components/account/erase";
import { Sessions } from "@/components/account/sessions";
import { TakeData } from "@/components/account/take-data";
import { text } from "@/components/account/text";
import { ZoneProvider } from "@/components/format/zone";
import { ToastProvider } from "@/components/ui/toast";
import { SignInPrompt } from "@/components/wallet/sign-in-prompt";
import { listApiKeys } from "@/lib/auth/api-keys";
import { apiKeyCodec, sessionRowCodec } from "@/lib/auth/codecs";
import { listSessions } from "@/lib/auth/session";
import { readText } from "@/lib/i18n/read-locale";
import { services } from "@/lib/services";
import { isOperator } from "@/lib/session/operator";
import { readZone } from "@/lib/session/read-zone";
import { currentViewer } from "@/lib/session/session-cookie";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).title, robots: { index: false } };
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="mt-10 grid gap-x-12 gap-y-5 border-t border-rule pt-8 lg:grid-cols-[16rem_1fr]">
    <h2 className="text-xl">{title}</h2>
    {children}
  </section>
);

export default async function AccountPage() {
  const viewer = await currentViewer();
  if (viewer.kind !== "person") {
    return (
      <div className="page pt-8">
        <SignInPrompt purpose="account" />
      </div>
    );
  }
  const { wallet, sessionId } = viewer;
  const [t, sessions, keys] = await Promise.all([
    readText(text),
    listSessions(services(), wallet),
    listApiKeys(services(), wallet),
  ]);
  return (
    <ZoneProvider zone={await readZone()}>
      <ToastProvider>
        <div className="page pt-8 md:pt-12">
          <h1 className="text-3xl">{t.title}</h1>
          <p className="mt-3 text-ink-2">
            {t.wallet} <span className="figures break-all">{wallet}</span>
          </p>
          <Section title={t.sections.sessions}>
            <Sessions sessions={sessions.map((row) => ({ ...sessionRowCodec.encode(row), isCurrent: row.id === sessionId }))} />
          </Section>
          <Section title={t.sections.keys}>
            <ApiKeys keys={keys.map((key) => apiKeyCodec.encode(key))} />
          </Section>
          <Section title={t.sections.data}>
            <TakeData />
          </Section>
          {isOperator(viewer) && (
            <Section title={t.sections.operator}>
              <p>
                <Link href="/operator" className="link">
                  {t.operatorDesk}
                </Link>
              </p>
            </Section>
          )}
          <Section title={t.sections.erase}>
            <Erase wallet={wallet} />
          </Section>
        </div>
      </ToastProvider>
    </ZoneProvider>
  );
}
