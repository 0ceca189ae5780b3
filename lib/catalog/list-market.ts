// The market's list: listed items, searched, filtered, sorted and paged by key.
import type { Db } from "../db/client";
import { decodeCursor, encodeCursor, isAmount, isInstant } from "../kernel/cursor";
import { Refusal } from "../kernel/errors";
import { PAGE_SIZE, type Page, toPage } from "../kernel/page";
import { NoRoom, Turns } from "../kernel/turns";
import { toSummary } from "./find-item";
import { type ListedRow, type MarketFilter, type MarketSearch, selectListed } from "./queries";
import { searchText } from "./text";
import type { ItemSummary, MarketQuery, MarketSort } from "./types";

const searchWordsMax = 6;

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

function toSearch(asked: string | undefined): MarketSearch | undefined {
  const text = searchText(asked ?? "", 100).toLowerCase();
  if (!text) return undefined;
  const words = text.split(" ").slice(0, searchWordsMax);
  return { text, words, isExact: /"[^"]*[\p{L}\p{N}][^"]*"|(^| )-[\p{L}\p{N}]/u.test(text) };
}

function keyOf({ publishedAt, amount, rank }: ListedRow, sort: MarketSort): string {
  if (sort === "newest") return publishedAt.toISOString();
  return sort === "relevance" ? rank.toString() : amount.toString();
}

/** A search matches when each of its words does: see `matches`. Refuses a foreign cursor, and a search when too many wait. */
export async function listMarket({ db }: { db: Db }, query: MarketQuery = {}): Promise<Page<ItemSummary>> {
  const search = toSearch(query.search);
  const asked = query.sort ?? (search ? "relevance" : "newest");
  const sort = asked === "relevance" && !search ? "newest" : asked;
  const filter: MarketFilter = {
    search,
    kind: query.kind,
    tag: query.tag && searchText(query.tag, 100).toLowerCase(),
    creatorHandle: query.creatorHandle && searchText(query.creatorHandle, 100).toLowerCase(),
    sort,
    after: query.cursor ? decodeCursor(query.cursor, sort === "newest" ? isInstant : isAmount) : undefined,
  };
  const select = () => selectListed(db, filter, PAGE_SIZE + 1);
  const rows = await (search ? inTurn(select) : select());
  const { rows: page, next } = toPage(rows, PAGE_SIZE, (row) => encodeCursor([keyOf(row, sort), row.id]));
  return { rows: page.map(toSummary), next };
}
