import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { languageOf } from "@/components/format/language";
import { splitNotes } from "@/components/item/notes";
import { text as ownedText } from "@/components/item/owned/text";
import { archiveUrl } from "@/components/item/owned/urls";
import { OwnedFiles } from "@/components/item/owned-files";
import { OwnedLine } from "@/components/item/owned-line";
import { PaidText } from "@/components/item/paid-text";
import { text } from "@/components/item/text";
import { buttonClass } from "@/components/ui/button";
import { Cover } from "@/components/ui/cover";
import { SignInPrompt } from "@/components/wallet/sign-in-prompt";
import { renderItemText } from "@/lib/catalog/files/render-text";
import { readLocale, readText } from "@/lib/i18n/read-locale";
import { versionQuery } from "@/lib/kernel/params";
import { listFiles, openKept } from "@/lib/payments/library/open-content";
import { services } from "@/lib/services";
import { currentTokenHash, currentViewer } from "@/lib/session/session-cookie";

interface Props {
  params: Promise<{ itemId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).kept.title, robots: { index: false } };
}

async function notOwned() {
  if ((await currentViewer()).kind === "person") notFound();
  return (
    <div className="page pt-8">
      <SignInPrompt purpose="library" />
    </div>
  );
}

/** A piece that its creator took down, or an older version of one, for those who bought it. All else is read at the piece's own address. */
export default async function KeptPage({ params, searchParams }: Props) {
  const { itemId } = await params;
  const asked = versionQuery.safeParse(await searchParams);
  if (!asked.success) notFound();
  const tokenHash = await currentTokenHash();
  const kept = tokenHash && (await openKept(services(), itemId, tokenHash, asked.data.version));
  if (!kept) return notOwned();
  const address = `/@${kept.handle}/${kept.slug}`;
  if (!kept.isRemoved && kept.isNewest) redirect(address);
  const locale = await readLocale();
  const render = async (markdown: string, idPrefix: string) =>
    (await renderItemText(services(), { itemId, markdown, idPrefix, language: locale })).html;
  const version = kept.isNewest ? undefined : kept.version;
  const [rows, previewHtml, html, words, ownedWords] = await Promise.all([
    listFiles(services(), kept.versionId),
    render(kept.preview, "free-"),
    render(kept.content, "paid-"),
    readText(text),
    readText(ownedText),
  ]);
  const files = rows.map(({ id, name, mediaType, bytes, sha256 }) => ({ id, name, mediaType, bytes: bytes.toString(), sha256 }));
  const free = splitNotes(previewHtml);
  const cover = kept.coverId ? { id: kept.coverId, alt: kept.coverAlt } : null;
  const facts = [kept.creatorName, ...(kept.isNewest ? [] : [words.kept.earlier]), ...(kept.isRemoved ? [words.kept.gone] : [])];
  return (
    <article className="piece page pt-10 md:pt-16">
      <div className="mx-auto max-w-(--measure)">
        <h1 lang={languageOf(kept.title)} className="mb-3 text-3xl md:text-4xl">
          {kept.title}
        </h1>
        {kept.dek && (
          <p lang={languageOf(kept.dek)} className="mb-4 serif-italic text-xl text-pretty text-ink-2">
            {kept.dek}
          </p>
        )}
        <p className="mb-7 text-ink-2">
          {facts.join(" · ")}
          {!kept.isRemoved && (
            <>
              {" · "}
              <Link href={address} className="link">
                {words.kept.newest}
              </Link>
            </>
          )}
        </p>
        {cover && (
          <Cover
            item={{ ...kept, cover, creator: { displayName: kept.creatorName } }}
            sizes="(min-width: 640px) 36.5rem, 92vw"
            eager
            className="mb-7 border border-rule"
          />
        )}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown */}
        <div lang={languageOf(kept.preview)} className="reading mb-7" dangerouslySetInnerHTML={{ __html: free.text }} />
        <PaidText
          itemId={itemId}
          html={html}
          freeNotes={free.notes}
          line={
            <OwnedLine
              receiptId={kept.receiptId}
              purchasedAt={kept.purchasedAt}
              bought={kept.version === kept.boughtVersion ? undefined : { itemId, version: kept.boughtVersion }}
            />
          }
        />
        {files.length > 1 && (
          <a href={archiveUrl(itemId, version)} download className={buttonClass({}, "mb-5 print:hidden")}>
            {ownedWords.downloadAll}
          </a>
        )}
        {files.length > 0 && <OwnedFiles files={files} itemId={itemId} version={version} />}
      </div>
    </article>
  );
}
