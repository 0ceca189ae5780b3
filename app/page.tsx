import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { marketUrl, readMarketQuery, type SearchParams } from "@/components/market/market-url";
import { MarketView, type Total } from "@/components/market/market-view";
import { text } from "@/components/market/text";
import { countMarket, listMarket } from "@/lib/catalog/list-market";
import type { MarketPage, MarketQuery } from "@/lib/catalog/types";
import { feedTypes } from "@/lib/http/feed";
import { readText } from "@/lib/i18n/read-locale";
import { Refusal } from "@/lib/kernel/errors";
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

/** Beyond, nobody reads the number. */
const countedMax = 1_000;

export default async function Market({ searchParams }: Props) {
  const query = readMarketQuery(await searchParams);
  const page = await listMarket(services(), query).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === "unavailable") return null;
    // A cursor that is not ours, or of another sort: begin at the first page.
    if (query.cursor && error instanceof Refusal) redirect(marketUrl(query));
    throw error;
  });
  return (
    <MarketView query={query} page={page} total={await readTotal(query, page)} owned={await readOwnedIds(page?.rows ?? [])} />
  );
}

/** On all pages; null where it is not to be had. */
async function readTotal(query: MarketQuery, page: MarketPage | null): Promise<Total | null> {
  if (!page?.next && !query.cursor) return { pieces: page?.rows.length ?? 0, isMore: false };
  const pieces = await countMarket(services(), query, countedMax + 1).catch(() => null);
  return pieces === null ? null : { pieces: Math.min(pieces, countedMax), isMore: pieces > countedMax };
}
