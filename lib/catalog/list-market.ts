// The market's list: listed items, searched, filtered, sorted and paged by key.
import type { Db } from "../db/client";
import { decodeCursor, encodeCursor, isAmount, isInstant } from "../kernel/cursor";
import { Refusal } from "../kernel/errors";
import { PAGE_SIZE, type Page, toPage } from "../kernel/page";
import { NoRoom, Turns } from "../kernel/turns";
import { toSummary } from "./find-item";
import { type MendedSearch, mendSearch, spelledBy } from "./mend-search";
import { countListed, type ListedRow, type MarketFilter, selectListed } from "./queries";
import { parseSearch } from "./search-terms";
import { searchText } from "./text";
import type { ItemSummary, MarketPage, MarketQuery, MarketSort } from "./types";

/** A search reads much of the market, and costs whoever asks nothing: most connections stay with everything else. */
const searches = new Turns(2, 40);

async function inTurn<T>(search: () => Promise<T>): Promise<T> {
  return searches.take(search).catch((error: unknown) => {
    if (!(error instanceof NoRoom)) throw error;
    throw new Refusal("unavailable", "Too many are searching at this moment. Try again in a few seconds.", {
      headers: { "Retry-After": "3" },
    });
  });
}

function keyOf({ publishedAt, amount, rank }: ListedRow, sort: MarketSort): string {
  if (sort === "newest") return publishedAt.toISOString();
  return sort === "relevance" ? rank.toString() : amount.toString();
}

function toFilter(query: MarketQuery): MarketFilter {
  const search = parseSearch(query.search);
  const asked = query.sort ?? (search ? "relevance" : "newest");
  const sort = asked === "relevance" && !search ? "newest" : asked;
  return {
    search,
    kind: query.kind,
    tag: query.tag && searchText(query.tag, 100).toLowerCase(),
    creatorHandle: query.creatorHandle && searchText(query.creatorHandle, 100).toLowerCase(),
    priceMax: query.priceMax,
    length: query.length,
    sort,
    after: query.cursor ? decodeCursor(query.cursor, sort === "newest" ? isInstant : isAmount) : undefined,
  };
}

function toMarketPage(rows: ListedRow[], sort: MarketSort): Page<ItemSummary> {
  const { rows: page, next } = toPage(rows, PAGE_SIZE, (row) => encodeCursor([keyOf(row, sort), row.id]));
  return { rows: page.map(toSummary), next };
}

const namesOf = ({ title, dek, tags, creator }: ItemSummary) => [title, dek, ...tags, creator.displayName, creator.handle];

type Search = NonNullable<MarketFilter["search"]>;

/** Mistyped words are mended; where nothing has all words, as if each might be mistyped. */
async function mending<T>(db: Db, search: Search, find: (mended: MendedSearch) => Promise<T>, isNothing: (found: T) => boolean) {
  const mended = await mendSearch({ db }, search, { all: false });
  const found = await find(mended);
  if (search.exact !== null || !isNothing(found)) return { found, mended };
  const other = await mendSearch({ db }, search, { all: true });
  return { found: await find(other), mended: other };
}

async function searchMarket(db: Db, filter: MarketFilter, search: Search): Promise<MarketPage> {
  const select = (mended: MendedSearch) => selectListed(db, { ...filter, search: mended }, PAGE_SIZE + 1);
  const { found, mended } = await mending(db, search, select, (rows) => rows.length === 0 && !filter.after);
  const page = toMarketPage(found, filter.sort);
  return { ...page, corrected: spelledBy(page.rows.flatMap(namesOf).join("\n"), mended) };
}

/** A search matches when each of its words does. Refuses a foreign cursor, and a search when too many wait. */
export async function listMarket({ db }: { db: Db }, query: MarketQuery = {}): Promise<MarketPage> {
  const filter = toFilter(query);
  const { search } = filter;
  if (search) return inTurn(() => searchMarket(db, filter, search));
  return { ...toMarketPage(await selectListed(db, filter, PAGE_SIZE + 1), filter.sort), corrected: null };
}

/** How many there are on all pages, counted up to `max`. */
export async function countMarket({ db }: { db: Db }, query: MarketQuery, max: number): Promise<number> {
  const filter = toFilter({ ...query, cursor: undefined });
  const { search } = filter;
  const count = (mended?: MendedSearch) => countListed(db, { ...filter, search: mended }, max);
  if (!search) return count();
  return inTurn(async () => (await mending(db, search, count, (pieces) => pieces === 0)).found);
}
