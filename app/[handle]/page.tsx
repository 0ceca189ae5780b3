import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { cache } from "react";
import { handleOf } from "@/app/handle";
import { readOwnedIds } from "@/app/owned-ids";
import { redirectOrNotFound } from "@/app/redirect-or-not-found";
import { CreatorView } from "@/components/creator/creator-view";
import { one, type SearchParams } from "@/components/market/market-url";
import { Suspended } from "@/components/moderation/suspended";
import type { CreatorProfile } from "@/lib/catalog/creators/codecs";
import type { MarketPage } from "@/lib/catalog/market/codecs";
import { listMarket } from "@/lib/catalog/market/list-market";
import { feedTypes } from "@/lib/feeds/feed";
import { answerGone } from "@/lib/http/node/answer-status";
import { Refusal } from "@/lib/kernel/errors";
import { findCachedShop, listCachedShop } from "@/lib/public-cache/cached-creator";
import { services } from "@/lib/services";
import { socialHeight, socialWidth } from "@/lib/social-picture/svg";

interface Props {
  params: Promise<{ handle: string }>;
  searchParams: Promise<SearchParams>;
}

const readShop = cache((handle: string) => findCachedShop(services(), handle));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await readShop(handleOf((await params).handle));
  if (!found) return {};
  if ("suspended" in found) return { title: found.suspended.displayName, robots: { index: false } };
  const { creator } = found;
  const { handle, displayName, bio } = creator;
  const images = [
    {
      url: `/api/social-picture?creator=${handle}`,
      width: socialWidth,
      height: socialHeight,
      alt: `${displayName}, @${handle}`,
    },
  ];
  const shown = { title: displayName, ...(bio && { description: bio }), images };
  return {
    title: creator.displayName,
    openGraph: { type: "profile", siteName: "Pennypost", url: `/@${handle}`, ...shown },
    twitter: { card: "summary_large_image", ...shown },
    ...(creator.bio && { description: creator.bio }),
    alternates: { canonical: `/@${creator.handle}`, types: feedTypes(`/@${creator.handle}`) },
  };
}

/** A cursor that is not ours: begin at the first page. */
function readFrom(cursor: string, { handle }: CreatorProfile): Promise<MarketPage> {
  return listMarket(services(), { creatorHandle: handle, cursor }).catch((error: unknown) => {
    if (error instanceof Refusal) redirect(`/@${handle}`);
    throw error;
  });
}

export default async function CreatorPage({ params, searchParams }: Props) {
  const handle = handleOf((await params).handle);
  const found = await readShop(handle);
  if (!found) return redirectOrNotFound({ handle });
  if ("suspended" in found) {
    answerGone();
    return <Suspended creator={found.suspended} />;
  }
  const { creator } = found;
  const cursor = one((await searchParams).cursor);
  const page = cursor ? await readFrom(cursor, creator) : await listCachedShop(services(), creator);
  return <CreatorView creator={creator} page={page} isFirst={!cursor} owned={await readOwnedIds(page.rows)} />;
}
