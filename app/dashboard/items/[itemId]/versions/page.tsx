import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { LazyDiff } from "@/components/editor/versions/lazy-diff";
import { RestoreButton } from "@/components/editor/versions/restore-button";
import { text } from "@/components/editor/versions/text";
import { isCounted, VersionList } from "@/components/editor/versions/version-list";
import type { VersionDetail } from "@/lib/catalog/items/codecs";
import { versionsQuerySchema } from "@/lib/catalog/items/schemas";
import { getOwnVersion, listVersions } from "@/lib/catalog/items/versions";
import { readText } from "@/lib/i18n/read-locale";
import { useText } from "@/lib/i18n/use-text";
import type { Address } from "@/lib/kernel/address";
import { Refusal } from "@/lib/kernel/errors";
import { services } from "@/lib/services";
import { findCreatorSession } from "../../../creator-session";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).title };
}

interface PageProps {
  params: Promise<{ itemId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The history, and what the chosen version says beside the draft. */
async function read(wallet: Address, itemId: string, query: Record<string, unknown>) {
  const { cursor } = versionsQuerySchema.catch({}).parse({ cursor: query.cursor });
  const page = await listVersions(services(), wallet, itemId, cursor);
  const asked = Number(query.number);
  const shown = page.rows.find(({ number }) => number === asked) ?? page.rows.find(({ isDraft }) => !isDraft) ?? page.rows[0];
  const draft = (await listVersions(services(), wallet, itemId)).rows.find(({ isDraft }) => isDraft);
  const get = (number: number | undefined) => (number ? getOwnVersion(services(), wallet, itemId, number) : undefined);
  const [version, present] = await Promise.all([get(shown?.number), get(draft?.number)]);
  return { page, version, present };
}

export default async function VersionsPage({ params, searchParams }: PageProps) {
  const session = await findCreatorSession();
  if (!session) return null;
  const { itemId } = await params;
  const { page, version, present } = await read(session.wallet, itemId, await searchParams).catch((error: unknown) => {
    if (error instanceof Refusal) notFound();
    throw error;
  });
  const t = await readText(text);
  return (
    <div className="page pt-8 md:pt-12">
      <p className="mb-2 text-sm">
        <Link href={`/dashboard/items/${itemId}`} className="link">
          {t.back}
        </Link>
      </p>
      <h1 className="mb-7 text-3xl">{t.of(present?.title || t.untitled)}</h1>
      <div className="grid items-start gap-x-14 gap-y-10 lg:grid-cols-[18rem_minmax(0,1fr)]">
        <nav aria-label={t.title}>
          <VersionList itemId={itemId} versions={page.rows} shown={version?.number} />
          {page.next && (
            <Link href={`/dashboard/items/${itemId}/versions?cursor=${page.next}`} className="link mt-3 inline-block text-sm">
              {t.earlier}
            </Link>
          )}
        </nav>
        {version && present && <Shown itemId={itemId} version={version} present={present} />}
      </div>
    </div>
  );
}

const textsOf = ({ title, dek, preview, content }: VersionDetail) => ({ title, dek, preview, content });

function Shown({ itemId, version, present }: { itemId: string; version: VersionDetail; present: VersionDetail }) {
  const t = useText(text);
  return (
    <section aria-labelledby="shown" className="max-w-[44rem] min-w-0">
      <div className="mb-6 flex flex-wrap items-start justify-between gap-4">
        <div>
          <h2 id="shown" className="text-xl">
            {version.isDraft ? t.isDraft : (isCounted(version) ? t.fromTo : t.fromAutosave)(version.savedNumber)}
          </h2>
          {!version.isDraft && <p className="mt-1 text-sm text-ink-3">{t.legend}</p>}
        </div>
        {!version.isDraft && <RestoreButton itemId={itemId} number={version.number} />}
      </div>
      {version.isDraft ? (
        <p className="text-ink-2">{t.choose}</p>
      ) : (
        <LazyDiff before={textsOf(version)} after={textsOf(present)} />
      )}
    </section>
  );
}
