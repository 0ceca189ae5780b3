import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { cache } from "react";
import { handleOf } from "@/app/handle";
import { leadOn } from "@/app/lead-on";
import { readOwnedIds } from "@/app/owned-ids";
import { CreatorView } from "@/components/creator/creator-view";
import { one, type SearchParams } from "@/components/market/market-url";
import { findCreator } from "@/lib/catalog/find-creator";
import { listMarket } from "@/lib/catalog/list-market";
import { feedTypes } from "@/lib/http/feed";
import { Refusal } from "@/lib/kernel/errors";
import { services } from "@/lib/services";

interface Props {
  params: Promise<{ handle: string }>;
  searchParams: Promise<SearchParams>;
}

const readCreator = cache((handle: string) => findCreator(services(), { handle }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const creator = await readCreator(handleOf((await params).handle));
  if (!creator) return {};
  return {
    title: creator.displayName,
    ...(creator.bio && { description: creator.bio }),
    alternates: { canonical: `/@${creator.handle}`, types: feedTypes(`/@${creator.handle}`) },
  };
}

export default async function CreatorPage({ params, searchParams }: Props) {
  const handle = handleOf((await params).handle);
  const creator = await readCreator(handle);
  if (!creator) return leadOn({ handle });
  const cursor = one((await searchParams).cursor);
  const page = await listMarket(services(), { creatorHandle: creator.handle, cursor }).catch((error: unknown) => {
    // A cursor that is not ours: begin at the first page.
    if (cursor && error instanceof Refusal) redirect(`/@${creator.handle}`);
    throw error;
  });
  return <CreatorView creator={creator} page={page} isFirst={!cursor} owned={await readOwnedIds(page.rows)} />;
}
