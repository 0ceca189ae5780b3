import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { marketUrl, readMarketQuery, type SearchParams } from "@/components/market/market-url";
import { MarketView } from "@/components/market/market-view";
import { listMarket } from "@/lib/catalog/list-market";
import { feedTypes } from "@/lib/http/feed";
import { Refusal } from "@/lib/kernel/errors";
import { services } from "@/lib/services";
import { readOwnedIds } from "./owned-ids";

interface Props {
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { search, tag } = readMarketQuery(await searchParams);
  if (search) return { title: `“${search}” in the market`, robots: { index: false } };
  if (!tag) return { alternates: { canonical: "/", types: feedTypes("") } };
  return { title: `Pieces about ${tag}`, alternates: { types: feedTypes("", `?${new URLSearchParams({ tag })}`) } };
}

export default async function MarketPage({ searchParams }: Props) {
  const query = readMarketQuery(await searchParams);
  const page = await listMarket(services(), query).catch((error: unknown) => {
    // A cursor that is not ours, or of another sort: begin at the first page.
    if (query.cursor && error instanceof Refusal) redirect(marketUrl(query));
    throw error;
  });
  return <MarketView query={query} page={page} owned={await readOwnedIds()} />;
}
