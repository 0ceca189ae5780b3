// What the market is asked, and what its page shows. Free of schemas: browsers import the lists of choices.
import type { ItemKind } from "../codecs";
import type { ItemSummary } from "../items/codecs";
import type { FoundCreator, MarketPage } from "./codecs";

/** `relevance` is for searches: without one it is `newest`. */
export const marketSorts = ["relevance", "newest", "popular", "cheapest", "dearest"] as const;
export type MarketSort = (typeof marketSorts)[number];

/** How long an article takes: up to 5 minutes, up to 15, longer. */
export const readingLengths = ["short", "medium", "long"] as const;
export type ReadingLength = (typeof readingLengths)[number];

export interface MarketQuery {
  search?: string | undefined;
  kind?: ItemKind | undefined;
  tag?: string | undefined;
  creatorHandle?: string | undefined;
  /** Atomic units. */
  priceMax?: bigint | undefined;
  /** Articles only. */
  length?: ReadingLength | undefined;
  sort?: MarketSort | undefined;
  cursor?: string | undefined;
}

export interface MarketTotal {
  pieces: number;
  /** Nobody counted further. */
  isMore: boolean;
}

/** A piece of a text as it stands. */
export interface TextPiece {
  text: string;
  /** It is, or is part of, what was searched for. */
  isHit: boolean;
}

/** Why a search found an item. */
export interface SearchHit {
  title: TextPiece[];
  dek: TextPiece[];
  /** Out of the free part, where neither title nor dek has a word of it; null where that has none either, or only far behind. */
  excerpt: TextPiece[] | null;
}

/** What the market's page shows: how many there are on all pages, and why each was found. */
export interface OpenMarket extends MarketPage {
  total: MarketTotal;
  /** By item id; empty without a search. */
  hits: ReadonlyMap<string, SearchHit>;
  /** Whose names a search may mean; none without one, and on later pages. */
  creators: FoundCreator[];
}

/** The front of the market: what stands first, then the page of the others. */
export interface OpenFront extends OpenMarket {
  featured: ItemSummary[];
}
