// The library: what a wallet bought, page by page.
import { searchText } from "../../catalog/text";
import type { Db } from "../../db/client";
import { PAGE_SIZE, type Page, toPage } from "../../kernel/page";
import type { LibraryItem, LibraryQuery } from "./codecs";
import { placeOf } from "./find-ownership";
import { countOwned, type OwnedRow, type Owner, selectOwned, selectOwnedAmong } from "./library-queries";

const searchWordsMax = 6;
const wordsOf = ({ search }: LibraryQuery) =>
  searchText((search ?? "").normalize("NFKC"), 100)
    .split(" ")
    .filter(Boolean)
    .slice(0, searchWordsMax);

const toItem = ({ placeFraction, placeAt, ...row }: OwnedRow): LibraryItem => ({
  ...row,
  place: placeOf(placeFraction, placeAt),
});

/** A cursor that is no receipt of this wallet leads to an empty page. */
export async function listOwned(
  { db }: { db: Db },
  owner: Owner,
  query: LibraryQuery = {},
  size = PAGE_SIZE,
): Promise<Page<LibraryItem>> {
  const sort = query.sort ?? "newest";
  const rows = await selectOwned(db, owner, wordsOf(query), { ...query, sort }, size + 1);
  return toPage(rows.map(toItem), size, (row) => row.receiptId);
}

/** How many of them there are on all pages, counted up to `max`. */
export function countLibrary({ db }: { db: Db }, owner: Owner, query: LibraryQuery, max: number): Promise<number> {
  return countOwned(db, owner, wordsOf(query), query, max);
}

/** Those of these items that any of the owners owns. */
export async function ownedAmong({ db }: { db: Db }, owners: Owner[], itemIds: string[]): Promise<ReadonlySet<string>> {
  if (itemIds.length === 0) return new Set();
  return new Set((await selectOwnedAmong(db, owners, itemIds)).map(({ itemId }) => itemId));
}
