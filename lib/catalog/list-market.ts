// The market's list: listed items, filtered, sorted and paged by key.
import type { Db } from "../db/client";
import { decodeCursor, encodeCursor, isAmount, isInstant } from "../kernel/cursor";
import { PAGE_SIZE, type Page, toPage } from "../kernel/page";
import { toSummary } from "./find-item";
import { selectListed } from "./queries";
import { searchText } from "./text";
import type { ItemSummary, MarketQuery, MarketSort } from "./types";

const searchWordsMax = 6;

function cursorOf(item: ItemSummary, sort: MarketSort): string {
  return encodeCursor([sort === "newest" ? item.publishedAt.toISOString() : item.amount.toString(), item.id]);
}

/** A search matches when each of its words stands in the title, dek, tags or creator. Refuses a foreign cursor. */
export async function listMarket({ db }: { db: Db }, query: MarketQuery = {}): Promise<Page<ItemSummary>> {
  const sort = query.sort ?? "newest";
  const rows = await selectListed(
    db,
    {
      words: searchText(query.search ?? "", 100)
        .split(" ")
        .filter(Boolean)
        .slice(0, searchWordsMax),
      kind: query.kind,
      tag: query.tag && searchText(query.tag, 100).toLowerCase(),
      creatorHandle: query.creatorHandle && searchText(query.creatorHandle, 100).toLowerCase(),
      sort,
      after: query.cursor ? decodeCursor(query.cursor, sort === "newest" ? isInstant : isAmount) : undefined,
    },
    PAGE_SIZE + 1,
  );
  return toPage(rows.map(toSummary), PAGE_SIZE, (item) => cursorOf(item, sort));
}
