import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { wallProps } from "@/app/[handle]/[slug]/wall-props";
import { text } from "@/components/editor/publish/text";
import { ItemView } from "@/components/item/item-view";
import { OwnedLine } from "@/components/item/owned-line";
import { FilePreviews } from "@/components/item/previews/previews";
import { one, type SearchParams } from "@/components/market/market-url";
import { Paywall } from "@/components/paywall/paywall";
import { SmallPrint } from "@/components/paywall/small-print/small-print";
import { renderItemText } from "@/lib/catalog/files/render-text";
import { getDraft } from "@/lib/catalog/items/draft";
import { previewItem } from "@/lib/catalog/items/preview-item";
import { readLocale, readText } from "@/lib/i18n/read-locale";
import { useText } from "@/lib/i18n/use-text";
import { Refusal } from "@/lib/kernel/errors";
import { listShown } from "@/lib/previews/list-previews";
import { services } from "@/lib/services";
import { findCreatorSession } from "../../../creator-session";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).page.title };
}

interface Props {
  params: Promise<{ itemId: string }>;
  searchParams: Promise<SearchParams>;
}

const sides = ["reader", "owner"] as const;

/** The saved draft through the eyes of others, by the components of the public page. The wall is a picture of itself here. */
export default async function PreviewPage({ params, searchParams }: Props) {
  const session = await findCreatorSession();
  if (!session) return null;
  const { itemId } = await params;
  const { item } = await previewItem(services(), session.wallet, itemId).catch((error: unknown) => {
    if (error instanceof Refusal) notFound();
    throw error;
  });
  const asOwner = one((await searchParams).as) === "owner";
  const locale = await readLocale();
  const render = async (markdown: string, idPrefix: string) =>
    (await renderItemText(services(), { itemId, markdown, idPrefix, language: locale })).html;
  const previewHtml = await render(item.preview, "free-");
  const opened = asOwner ? { html: await render((await getDraft(services(), session.wallet, itemId)).content, "paid-") } : null;
  const previews = item.kind === "file" && !opened ? await listShown(services(), item.versionId) : null;
  const wall = wallProps(item, { state: "none" });
  return (
    <>
      <PreviewBar itemId={itemId} as={asOwner ? "owner" : "reader"} />
      <ItemView
        item={item}
        previewHtml={previewHtml}
        url={`${services().origin}/@${item.creator.handle}/${item.slug}`}
        opened={opened}
        line={<OwnedLine purchasedAt={services().clock.now()} />}
        closed={
          <div inert>
            <Paywall {...wall}>
              <SmallPrint item={wall.item} network={wall.network} />
            </Paywall>
          </div>
        }
        previews={previews && <FilePreviews files={item.files} previews={previews} />}
      />
    </>
  );
}

function PreviewBar({ itemId, as }: { itemId: string; as: string }) {
  const t = useText(text).page;
  return (
    <div className="sticky top-0 z-20 border-b border-rule bg-paper">
      <nav aria-label={t.title} className="page flex flex-wrap items-center gap-x-5 gap-y-1 py-2.5 text-sm">
        <p className="font-semibold">{t.bar}</p>
        {sides.map((side) => (
          <Link
            key={side}
            href={`/dashboard/items/${itemId}/preview?as=${side}`}
            aria-current={side === as ? "page" : undefined}
            className="link text-ink-2 decoration-transparent aria-[current]:text-ink aria-[current]:decoration-red"
          >
            {t[side]}
          </Link>
        ))}
        <Link href={`/dashboard/items/${itemId}`} className="link sm:ms-auto">
          {t.back}
        </Link>
      </nav>
    </div>
  );
}
