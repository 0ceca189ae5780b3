import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { ZoneProvider } from "@/components/format/zone";
import { OperatorNav } from "@/components/operator/operator-nav";
import { text } from "@/components/operator/text";
import { ToastProvider } from "@/components/ui/toast";
import { SignInPrompt } from "@/components/wallet/sign-in-prompt";
import { readText } from "@/lib/i18n/read-locale";
import { readZone } from "@/lib/session/read-zone";
import { readOperator } from "./is-operator";

export async function generateMetadata(): Promise<Metadata> {
  const { desk } = await readText(text);
  return { title: { default: desk, template: `%s · ${desk} · Pennypost` }, robots: { index: false } };
}

/** Who is signed in and no operator is told no more than that there is no such page. */
export default async function OperatorLayout({ children }: { children: ReactNode }) {
  const { isSignedIn, isOperator } = await readOperator();
  if (isSignedIn && !isOperator) notFound();
  if (!isOperator) {
    return (
      <div className="page pt-8">
        <SignInPrompt purpose="operator" />
      </div>
    );
  }
  return (
    <ZoneProvider zone={await readZone()}>
      <ToastProvider>
        <OperatorNav />
        <div className="page pt-8 md:pt-12">{children}</div>
      </ToastProvider>
    </ZoneProvider>
  );
}
