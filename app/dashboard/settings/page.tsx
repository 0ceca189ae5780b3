import type { Metadata } from "next";
import { ApiKeys } from "@/components/dashboard/api-keys";
import { ExportEverything } from "@/components/dashboard/export-everything";
import { ProfileForm } from "@/components/dashboard/profile-form";
import { CopyButton } from "@/components/ui/copy-button";
import { type ApiKey, listApiKeys } from "@/lib/auth/api-keys";
import { checksum } from "@/lib/kernel/checksum";
import { services } from "@/lib/services";
import { findSeat } from "../seat";

export const metadata: Metadata = { title: "Settings" };

const toRow = (key: ApiKey) => ({
  ...key,
  createdAt: key.createdAt.toISOString(),
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  expiresAt: key.expiresAt?.toISOString() ?? null,
});

export default async function SettingsPage() {
  const seat = await findSeat();
  if (!seat) return null;
  const { creator, wallet } = seat;
  const keys = await listApiKeys(services(), wallet);
  const payTo = checksum(creator.payTo);
  return (
    <div className="page pt-8 md:pt-12">
      <h1 className="text-3xl">Settings</h1>
      <section className="mt-8 grid gap-x-12 gap-y-5 border-t border-rule pt-8 lg:grid-cols-[16rem_1fr]">
        <h2 className="text-xl">Profile</h2>
        <ProfileForm
          profile={{ handle: creator.handle, displayName: creator.displayName, bio: creator.bio }}
          host={new URL(services().origin).host}
        />
      </section>
      <section className="mt-12 grid gap-x-12 gap-y-5 border-t border-rule pt-8 lg:grid-cols-[16rem_1fr]">
        <h2 className="text-xl">Where the money goes</h2>
        <div className="max-w-xl">
          <p className="flex items-center gap-1">
            <span className="figures break-all">{payTo}</span>
            <CopyButton text={payTo} label="Copy the address" />
          </p>
          <p className="mt-2 text-sm text-pretty text-ink-3">
            The wallet you signed in with. Each sale arrives there the moment it settles, in USDC on {services().network.label}.
            There is nothing to pay out and no balance with us.
          </p>
        </div>
      </section>
      <section className="mt-12 grid gap-x-12 gap-y-5 border-t border-rule pt-8 lg:grid-cols-[16rem_1fr]">
        <h2 className="text-xl">API keys</h2>
        <ApiKeys keys={keys.map(toRow)} />
      </section>
      <section className="mt-12 grid gap-x-12 gap-y-5 border-t border-rule pt-8 lg:grid-cols-[16rem_1fr]">
        <h2 className="text-xl">Take it along</h2>
        <ExportEverything />
      </section>
    </div>
  );
}
