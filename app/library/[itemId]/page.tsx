import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { languageOf } from "@/components/format/language";
import { OwnedFiles } from "@/components/item/owned-files";
import { OwnedLine } from "@/components/item/owned-line";
import { PaidText } from "@/components/item/paid-text";
import { text } from "@/components/item/text";
import { SignInPrompt } from "@/components/wallet/sign-in-prompt";
import { readLocale, readText } from "@/lib/i18n/read-locale";
import { renderMarkdown } from "@/lib/markdown/render";
import { findOwned } from "@/lib/payments/library/list-owned";
import { listFiles, openContent } from "@/lib/payments/library/open-content";
import { services } from "@/lib/services";
import { currentActor, currentTokenHash } from "@/lib/session/session-cookie";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).kept.title, robots: { index: false } };
}

async function notOwned() {
  if ((await currentActor())?.wallet) notFound();
  return (
    <div className="page pt-8">
      <SignInPrompt purpose="library" />
    </div>
  );
}

/** A piece that its creator took down, for those who bought it. What is still for sale is read at its own address. */
export default async function KeptPage({ params }: { params: Promise<{ itemId: string }> }) {
  const { itemId } = await params;
  const tokenHash = await currentTokenHash();
  const item = tokenHash && (await findOwned(services(), { tokenHash }, itemId));
  if (!item) return notOwned();
  if (!item.removed) redirect(`/@${item.handle}/${item.slug}`);
  const opened = await openContent(services(), itemId, { tokenHash });
  if (!opened) notFound();
  const files = (await listFiles(services(), opened.versionId)).map(({ id, name, mediaType, bytes, sha256 }) => ({
    id,
    name,
    mediaType,
    bytes: bytes.toString(),
    sha256,
  }));
  const { kept } = await readText(text);
  return (
    <article className="piece page pt-10 md:pt-16">
      <div className="mx-auto max-w-(--measure)">
        <h1 lang={languageOf(item.title)} className="mb-3 text-3xl md:text-4xl">
          {item.title}
        </h1>
        <p className="mb-7 text-ink-2">
          {item.creatorName} · {kept.gone}
        </p>
        <PaidText
          itemId={itemId}
          html={await renderMarkdown(opened.content, "paid-", await readLocale())}
          line={<OwnedLine receiptId={item.receiptId} purchasedAt={item.purchasedAt} />}
        />
        {files.length > 0 && <OwnedFiles files={files} itemId={itemId} />}
      </div>
    </article>
  );
}
