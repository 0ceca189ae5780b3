import type { Metadata } from "next";
import type { ReactNode } from "react";
import { DashboardNav } from "@/components/dashboard/dashboard-nav";
import { ProfileForm } from "@/components/dashboard/profile-form";
import { ToastProvider } from "@/components/ui/toast";
import { SignInPrompt } from "@/components/wallet/sign-in-prompt";
import { services } from "@/lib/services";
import { readVisitor } from "./seat";

export const metadata: Metadata = { title: { default: "Dashboard", template: "%s · Pennypost" }, robots: { index: false } };

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { wallet, creator } = await readVisitor();
  if (!wallet) {
    return (
      <div className="page pt-8">
        <SignInPrompt purpose="dashboard" />
      </div>
    );
  }
  if (!creator) return <Welcome />;
  return (
    <ToastProvider>
      <DashboardNav handle={creator.handle} />
      {children}
    </ToastProvider>
  );
}

function Welcome() {
  return (
    <div className="page grid gap-x-16 gap-y-10 pt-10 md:pt-16 lg:grid-cols-[1fr_1fr]">
      <div>
        <h1 className="max-w-md text-3xl md:text-4xl">Put your name on the door</h1>
        <p className="mt-4 max-w-md text-lg text-pretty text-ink-2">
          Three lines, and you can publish. Everything can be changed later.
        </p>
        <ul className="mt-8 max-w-md border-t border-rule text-ink-2">
          <li className="border-b border-rule py-3">
            Each sale goes from the reader’s wallet straight into yours. We hold nothing and take no cut.
          </li>
          <li className="border-b border-rule py-3">You set a price for each piece, from $0.001 up.</li>
          <li className="border-b border-rule py-3">You are the seller: refunds and taxes are between you and your readers.</li>
        </ul>
      </div>
      <ProfileForm profile={null} host={new URL(services().origin).host} />
    </div>
  );
}
