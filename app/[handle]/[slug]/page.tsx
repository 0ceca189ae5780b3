import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { cache } from "react";
import { decodeSegment, handleOf } from "@/app/handle";
import { redirectOrNotFound } from "@/app/redirect-or-not-found";
import { Visit } from "@/components/funnel/visit";
import { ItemView } from "@/components/item/item-view";
import { descriptionOf, jsonLdText, socialPath } from "@/components/item/json-ld";
import { NoScript } from "@/components/item/no-script";
import { OwnedLine, OwnItemLine } from "@/components/item/owned-line";
import { FilePreviews } from "@/components/item/previews/previews";
import { Removed } from "@/components/item/removed";
import { itemPath } from "@/components/market/item-card";
import { one, type SearchParams } from "@/components/market/market-url";
import { MoreBy } from "@/components/market/more-by";
import { Paywall } from "@/components/paywall/paywall";
import { SmallPrint } from "@/components/paywall/small-print/small-print";
import { renderItemText } from "@/lib/catalog/files/render-text";
import type { RemovedItem } from "@/lib/catalog/items/codecs";
import { answerGone } from "@/lib/http/node/answer-status";
import { readLocale } from "@/lib/i18n/read-locale";
import { findReader, type Reader } from "@/lib/payments/library/find-ownership";
import { listCachedShop } from "@/lib/public-cache/cached-creator";
import { findCachedOrRemoved } from "@/lib/public-cache/cached-item";
import { services } from "@/lib/services";
import { currentTokenHash } from "@/lib/session/session-cookie";
import { socialHeight, socialWidth } from "@/lib/social-picture/svg";
import { wallProps } from "./wall-props";

interface Props {
  params: Promise<{ handle: string; slug: string }>;
  searchParams: Promise<SearchParams>;
}

const moreShown = 3;

const readItem = cache((handle: string, slug: string) => findCachedOrRemoved(services(), { handle, slug }));

const addressOf = async (params: Props["params"]) => {
  const { handle, slug } = await params;
  return { handle: handleOf(handle), slug: decodeSegment(slug) };
};

const itemOf = async (params: Props["params"]) => {
  const { handle, slug } = await addressOf(params);
  return readItem(handle, slug);
};

/** Title and dek only: nothing that is paid for is ever in the head of a page. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const shown = await itemOf(params);
  if (!shown) return {};
  if ("removed" in shown) return { title: shown.removed.title || undefined, robots: { index: false } };
  const { item } = shown;
  const { title, creator, publishedAt } = item;
  const description = descriptionOf(item);
  const images = [
    { url: socialPath(item), width: socialWidth, height: socialHeight, alt: `${title}, by ${creator.displayName}` },
  ];
  return {
    title,
    description,
    authors: [{ name: creator.displayName, url: `/@${creator.handle}` }],
    alternates: { canonical: itemPath(item), types: { "text/markdown": `${itemPath(item)}.md` } },
    openGraph: {
      type: "article",
      title,
      description,
      url: itemPath(item),
      publishedTime: publishedAt.toISOString(),
      images,
    },
    twitter: { card: "summary_large_image", title, description, images },
    ...(item.status === "listed" ? {} : { robots: { index: false } }),
  };
}

const render = async (itemId: string, markdown: string, idPrefix: string) =>
  renderItemText(services(), { itemId, markdown, idPrefix, language: await readLocale() });

async function renderFree({ id, preview }: { id: string; preview: string }): Promise<string> {
  const { html, isLate } = await render(id, preview, "free-");
  if (isLate) services().publicCache.dontKeep();
  return html;
}

const toldPlace = ({ place }: Reader) => place && { fraction: place.fraction, at: place.at.getTime() };

/** The paid part, for those who may open it; null keeps the wall. */
async function openFor({ ownership, content }: Reader, itemId: string, asReader: boolean) {
  if (content === null || (ownership.state === "creator" && asReader)) return null;
  return { html: (await render(itemId, content, "paid-")).html };
}

/** Who bought what was taken down still reads it, in the library. */
async function whereItWas(removed: RemovedItem) {
  const { ownership } = await findReader(services(), removed.id, await currentTokenHash());
  if (ownership.state === "owned") redirect(`/library/${removed.id}`);
  answerGone();
  return <Removed item={removed} />;
}

export default async function ItemPage({ params, searchParams }: Props) {
  const shown = await itemOf(params);
  if (!shown) return redirectOrNotFound(await addressOf(params));
  if ("removed" in shown) return whereItWas(shown.removed);
  const { item } = shown;
  const reader = await findReader(services(), item.id, await currentTokenHash());
  const { ownership, isSignedIn } = reader;
  const { as, version } = await searchParams;
  if (version && ownership.state === "owned") redirect(`/library/${item.id}?version=${encodeURIComponent(one(version) ?? "")}`);
  const asReader = one(as) === "reader";
  const [opened, previewHtml, more] = await Promise.all([
    openFor(reader, item.id, asReader),
    renderFree(item),
    listCachedShop(services(), item.creator),
  ]);
  const previews = item.kind === "file" && !opened ? shown.previews : null;
  const others = more.rows.filter((row) => row.id !== item.id).slice(0, moreShown);
  const line =
    ownership.state === "owned" ? (
      <OwnedLine
        receiptId={ownership.receiptId}
        purchasedAt={ownership.purchasedAt}
        signedIn={isSignedIn}
        bought={
          ownership.newestVersion === ownership.boughtVersion ? undefined : { itemId: item.id, version: ownership.boughtVersion }
        }
      />
    ) : (
      <OwnItemLine itemId={item.id} readerUrl={`${itemPath(item)}?as=reader`} />
    );
  const wall = wallProps(item, ownership, isSignedIn);
  const closed = (
    <>
      <Visit itemId={item.id} />
      <NoScript url={wall.item.url} amount={item.amount} />
      <Paywall {...wall}>
        <SmallPrint item={wall.item} network={wall.network} />
      </Paywall>
    </>
  );
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: JSON of public facts, in which nothing can end the element */}
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonLdText(item, services().origin) }} />
      <ItemView
        item={item}
        previewHtml={previewHtml}
        url={services().origin + itemPath(item)}
        opened={opened}
        line={line}
        closed={closed}
        place={isSignedIn && ownership.state === "owned" ? toldPlace(reader) : undefined}
        previews={previews && <FilePreviews files={item.files} previews={previews} />}
      />
      <MoreBy creator={item.creator} items={others} />
    </>
  );
}
