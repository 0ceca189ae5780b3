import type { Metadata } from "next";
import { PayoutPanel } from "@/components/dashboard/payout/payout-panel";
import { ApiKeys } from "@/components/dashboard/settings/api-keys";
import { AvatarField } from "@/components/dashboard/settings/avatar-field";
import { ExportEverything } from "@/components/dashboard/settings/export-everything";
import { ProfileForm } from "@/components/dashboard/settings/profile-form";
import { text } from "@/components/dashboard/settings/text";
import { listApiKeys } from "@/lib/auth/api-keys";
import type { ApiKey } from "@/lib/auth/codecs";
import { getPayout } from "@/lib/catalog/creators/change-payout";
import { payoutCodec } from "@/lib/catalog/creators/codecs";
import { readText } from "@/lib/i18n/read-locale";
import { services } from "@/lib/services";
import { findCreatorSession } from "../creator-session";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).title };
}

const toRow = (key: ApiKey) => ({
  ...key,
  createdAt: key.createdAt.toISOString(),
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  expiresAt: key.expiresAt?.toISOString() ?? null,
});

export default async function SettingsPage() {
  const session = await findCreatorSession();
  if (!session) return null;
  const { creator, wallet } = session;
  const { handle, displayName, bio, links, avatarId } = creator;
  const [t, keys, payout] = await Promise.all([readText(text), listApiKeys(services(), wallet), getPayout(services(), wallet)]);
  return (
    <div className="page pt-8 md:pt-12">
      <h1 className="text-3xl">{t.title}</h1>
      <section className="mt-8 grid gap-x-12 gap-y-5 border-t border-rule pt-8 lg:grid-cols-[16rem_1fr]">
        <h2 className="text-xl">{t.sections.profile}</h2>
        <div className="max-w-xl space-y-8">
          <AvatarField name={displayName} initial={avatarId} />
          <ProfileForm profile={{ handle, displayName, bio, links }} host={new URL(services().origin).host} />
        </div>
      </section>
      <section className="mt-12 grid gap-x-12 gap-y-5 border-t border-rule pt-8 lg:grid-cols-[16rem_1fr]">
        <h2 className="text-xl">{t.sections.payout}</h2>
        <PayoutPanel payout={payoutCodec.encode(payout)} account={wallet} network={services().network.label} />
      </section>
      <section className="mt-12 grid gap-x-12 gap-y-5 border-t border-rule pt-8 lg:grid-cols-[16rem_1fr]">
        <h2 className="text-xl">{t.sections.keys}</h2>
        <ApiKeys keys={keys.map(toRow)} />
      </section>
      <section className="mt-12 grid gap-x-12 gap-y-5 border-t border-rule pt-8 lg:grid-cols-[16rem_1fr]">
        <h2 className="text-xl">{t.sections.export}</h2>
        <ExportEverything />
      </section>
    </div>
  );
}
