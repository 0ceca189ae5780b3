import type { Metadata } from "next";
import Link from "next/link";
import { PayoutPanel } from "@/components/dashboard/payout/payout-panel";
import { AvatarField } from "@/components/dashboard/settings/avatar-field";
import { ExportEverything } from "@/components/dashboard/settings/export-everything";
import { ProfileForm } from "@/components/dashboard/settings/profile-form";
import { text } from "@/components/dashboard/settings/text";
import { getPayout } from "@/lib/catalog/creators/change-payout";
import { payoutCodec } from "@/lib/catalog/creators/codecs";
import { readText } from "@/lib/i18n/read-locale";
import { services } from "@/lib/services";
import { findCreatorSession } from "../creator-session";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).title };
}

export default async function SettingsPage() {
  const session = await findCreatorSession();
  if (!session) return null;
  const { creator, wallet } = session;
  const { handle, displayName, bio, links, avatarId } = creator;
  const [t, payout] = await Promise.all([readText(text), getPayout(services(), wallet)]);
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
        <h2 className="text-xl">{t.sections.account}</h2>
        <p className="max-w-xl text-pretty text-ink-2">
          {t.account.textBefore}
          <Link href="/account" className="link">
            {t.account.link}
          </Link>
          {t.account.textAfter}
        </p>
      </section>
      <section className="mt-12 grid gap-x-12 gap-y-5 border-t border-rule pt-8 lg:grid-cols-[16rem_1fr]">
        <h2 className="text-xl">{t.sections.export}</h2>
        <ExportEverything />
      </section>
    </div>
  );
}
