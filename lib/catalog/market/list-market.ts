// The market's list: listed items, searched, filtered, sorted and paged by key.
import type { Db, Tx } from "../../db/client";
import { decodeCursor, encodeCursor, isAmount, isInstant } from "../../kernel/cursor";
import { PAGE_SIZE, type Page, toPage } from "../../kernel/page";
import type { ItemSummary } from "../items/codecs";
import { toSummary } from "../items/find-item";
import { canonicalTag, searchText } from "../text";
import type { MarketPage } from "./codecs";
import { type CorrectedSearch, correctedText, correctSearch } from "./correct-search";
import { findHits } from "./find-hits";
import { inTurn, type MarketDeps } from "./in-turn";
import { countListed, FOUND_MAX, type ListedRow, type MarketFilter, selectFeatured, selectListed } from "./market-queries";
import { parseSearch } from "./search-terms";
import { findCreators } from "./suggest";
import type { MarketQuery, MarketSort, MarketTotal, OpenFront, OpenMarket } from "./types";

const keys: Record<MarketSort, (row: ListedRow) => string> = {
  newest: ({ publishedAt }) => publishedAt.toISOString(),
  relevance: ({ rank }) => rank.toString(),
  popular: ({ popularity }) => popularity.toString(),
  cheapest: ({ amount }) => amount.toString(),
  dearest: ({ amount }) => amount.toString(),
};

function toFilter(query: MarketQuery): MarketFilter {
  const search = parseSearch(query.search);
  const asked = query.sort ?? (search ? "relevance" : "newest");
  const sort = asked === "relevance" && !search ? "newest" : asked;
  return {
    search,
    kind: query.kind,
    tag: query.tag && canonicalTag(query.tag),
    creatorHandle: query.creatorHandle && searchText(query.creatorHandle, 100).toLowerCase(),
    priceMax: query.priceMax,
    length: query.length,
    sort,
    after: query.cursor ? decodeCursor(query.cursor, sort === "newest" ? isInstant : isAmount) : undefined,
  };
}

function toMarketPage(rows: ListedRow[], sort: MarketSort, size = PAGE_SIZE): Page<ItemSummary> {
  const { rows: page, next } = toPage(rows, size, (row) => encodeCursor([keys[sort](row), row.id]));
  return { rows: page.map(toSummary), next };
}

const namesOf = ({ title, dek, tags, creator }: ItemSummary) => [title, dek, ...tags, creator.displayName, creator.handle];

/** A page, and the filter that produced it: the second corrected search is used if the first finds nothing. */
async function read(db: Db | Tx, filter: MarketFilter): Promise<{ page: MarketPage; understood: MarketFilter; found: number }> {
  let search: CorrectedSearch | undefined;
  let rows: ListedRow[] = [];
  if (!filter.search) rows = await selectListed(db, filter, PAGE_SIZE + 1);
  else
    for await (const meant of correctSearch({ db }, filter.search)) {
      search = meant;
      rows = await selectListed(db, { ...filter, search }, PAGE_SIZE + 1);
      if (rows.length > 0) break;
    }
  const page = toMarketPage(rows, filter.sort);
  const corrected = search ? correctedText(page.rows.flatMap(namesOf).join("\n"), search) : null;
  return { page: { ...page, corrected }, understood: { ...filter, search }, found: rows[0]?.found ?? 0 };
}

/** Counting stops here, which bounds its cost. */
const COUNTED_MAX = 1_000;

/** The total on all pages, capped at COUNTED_MAX, or for a search at FOUND_MAX: of more than that, some were not found. */
async function countAll(db: Db | Tx, filter: MarketFilter, found: number, { rows, next }: MarketPage): Promise<MarketTotal> {
  if (!next && !filter.after) return { pieces: rows.length, isMore: false };
  if (filter.search) return { pieces: Math.min(found, FOUND_MAX), isMore: found >= FOUND_MAX };
  const pieces = await countListed(db, { ...filter, search: undefined }, COUNTED_MAX + 1);
  return { pieces: Math.min(pieces, COUNTED_MAX), isMore: pieces > COUNTED_MAX };
}

/** A search matches items that match each of its words. Refuses an invalid cursor, and a search while too many are queued. */
export async function listMarket(deps: MarketDeps, query: MarketQuery = {}): Promise<MarketPage> {
  const filter = toFilter(query);
  const list = async (db: Db | Tx) => (await read(db, filter)).page;
  return filter.search ? inTurn(deps, list) : list(deps.db);
}

/** The newest items, not paged. */
export async function listNewest({ db }: { db: Db }, limit: number): Promise<ItemSummary[]> {
  return (await selectListed(db, toFilter({ sort: "newest" }), limit)).map(toSummary);
}

/** A page with the total on all pages and each item's search hits. */
export async function openMarket(deps: MarketDeps, query: MarketQuery): Promise<OpenMarket> {
  const filter = toFilter(query);
  const open = async (db: Db | Tx) => {
    const { page, understood, found } = await read(db, filter);
    const total = await countAll(db, understood, found, page);
    const hits = understood.search ? await findHits({ db }, understood.search, page.rows) : new Map();
    const creators = understood.search && !filter.after ? await findCreators(db, understood.search.text) : [];
    return { ...page, total, hits, creators };
  };
  return filter.search ? inTurn(deps, open) : open(deps.db);
}

/** What stands first in the market, in order: what the operator chose, and if nothing is, the piece that is most popular. */
export async function listFeatured({ db }: { db: Db | Tx }): Promise<ItemSummary[]> {
  return (await selectFeatured(db)).map(toSummary);
}

/** The front of the market, of the length of a page: what stands first, then the newest of the others. */
export async function openFront({ db }: { db: Db }): Promise<OpenFront> {
  const featured = await listFeatured({ db });
  const filter = toFilter({ sort: "newest" });
  const size = PAGE_SIZE - featured.length;
  const others = await selectListed(db, { ...filter, without: featured.map(({ id }) => id) }, size + 1);
  const page = toMarketPage(others, filter.sort, size);
  const rest = { pieces: featured.length + page.rows.length, isMore: false };
  const total = page.next ? await countAll(db, filter, 0, { ...page, corrected: null }) : rest;
  return { ...page, corrected: null, total, hits: new Map(), creators: [], featured };
}
