// What the search has to do besides publishing: pieces read anew under their creator's new name, and words forgotten that left with
// the last piece that had them.
import type { Db } from "../../db/client";
import { forgetWords, refreshDue } from "./search-queries";

/** Read in one transaction. */
const PIECES = 20;
/** Of one run, in transactions of 20; the rest is for the next. */
const PIECES_MAX = 1_000;
/** Looked at in one run. */
const WORDS = 500;

/** How many pieces were read anew. */
export async function refreshSearch({ db }: { db: Db }): Promise<number> {
  let refreshed = 0;
  for (let count = PIECES; count === PIECES && refreshed < PIECES_MAX; refreshed += count) count = await refreshDue(db, PIECES);
  return refreshed;
}

/** Forgets unused words, some at a run, for each is looked for among the newest pieces; each run goes on where the one before ended. */
export function createWordSweep({ db }: { db: Db }): () => Promise<void> {
  let start = "";
  return async () => {
    start = (await forgetWords(db, start, WORDS)) ?? "";
  };
}
