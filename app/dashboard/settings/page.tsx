import type { Metadata } from "next";
import { ApiKeys } from "@/components/dashboard/api-keys";
import { AvatarField } from "@/components/dashboard/avatar-field";
import { ExportEverything } from "@/components/dashboard/export-everything";
import { PayoutPanel } from "@/components/dashboard/payout/payout-panel";
import { ProfileForm } from "@/components/dashboard/profile-form";
import { toWire } from "@/components/dashboard/wire";
import { type ApiKey, listApiKeys } from "@/lib/auth/api-keys";
import { getPayout } from "@/lib/catalog/change-payout";
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
  const { handle, displayName, bio, links, avatarId } = creator;
  const [keys, payout] = await Promise.all([listApiKeys(services(), wallet), getPayout(services(), wallet)]);
  return (
    <div className="page pt-8 md:pt-12">
      <h1 className="text-3xl">Settings</h1>
      <section className="mt-8 grid gap-x-12 gap-y-5 border-t border-rule pt-8 lg:grid-cols-[16rem_1fr]">
        <h2 className="text-xl">Profile</h2>
        <div className="max-w-xl space-y-8">
          <AvatarField name={displayName} initial={avatarId} />
          <ProfileForm profile={{ handle, displayName, bio, links }} host={new URL(services().origin).host} />
        </div>
      </section>
      <section className="mt-12 grid gap-x-12 gap-y-5 border-t border-rule pt-8 lg:grid-cols-[16rem_1fr]">
        <h2 className="text-xl">Where the money goes</h2>
        <PayoutPanel payout={toWire(payout)} account={wallet} network={services().network.label} />
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
