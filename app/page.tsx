import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { isFront, marketUrl, readMarketQuery, type SearchParams } from "@/components/market/market-url";
import { MarketView } from "@/components/market/market-view";
import { text } from "@/components/market/text";
import type { OpenFront, OpenMarket } from "@/lib/catalog/market/types";
import { feedTypes } from "@/lib/feeds/feed";
import { readText } from "@/lib/i18n/read-locale";
import { Refusal } from "@/lib/kernel/errors";
import { openCachedFront, openCachedMarket } from "@/lib/public-cache/cached-market";
import { services } from "@/lib/services";
import { readOwnedIds } from "./owned-ids";

interface Props {
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { search, tag } = readMarketQuery(await searchParams);
  const t = await readText(text);
  if (search) return { title: t.searchTitle(search), robots: { index: false } };
  if (!tag) return { alternates: { canonical: "/", types: feedTypes("") } };
  return { title: t.tagTitle(tag), alternates: { types: feedTypes("", `?${new URLSearchParams({ tag })}`) } };
}

export default async function Market({ searchParams }: Props) {
  const query = readMarketQuery(await searchParams);
  const open: Promise<OpenMarket | OpenFront> = isFront(query)
    ? openCachedFront(services())
    : openCachedMarket(services(), query);
  const page = await open.catch((error: unknown) => {
    if (error instanceof Refusal && error.code === "unavailable") return null;
    // A cursor that is not ours, or of another sort: begin at the first page.
    if (query.cursor && error instanceof Refusal) redirect(marketUrl(query));
    throw error;
  });
  const featured = page && "featured" in page ? page.featured : [];
  const owned = await readOwnedIds([...featured, ...(page?.rows ?? [])]);
  return <MarketView query={query} page={page} featured={featured} owned={owned} />;
}
