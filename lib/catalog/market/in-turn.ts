// The turns of searches: few run at once, each within its time.
import { type Db, isPastDeadline, isUnavailable, readWithin, type Tx } from "../../db/client";
import { Refusal } from "../../kernel/errors";
import { type Asker, NoRoom, Turns } from "../../kernel/turns";
import { searchRetrySeconds, searchTurns, tooManySearching } from "./search-turns";

export interface MarketDeps {
  db: Db;
  /** Who waits for the answer; without it, nobody's share is counted. */
  asker?: () => Asker | undefined;
}

/** On globalThis: Next loads this module once per bundle. */
const holder = globalThis as { pennypostSearches?: Turns };
/** Of one statement of a search. */
const STATEMENT_MS = 2_000;

const refuse = (message: string) =>
  new Refusal("unavailable", message, { headers: { "Retry-After": String(searchRetrySeconds) } });

/** Few searches run at once, each within its time. Refuses where too many wait, and those that take too long. */
export async function inTurn<T>({ db, asker }: MarketDeps, search: (db: Db | Tx) => Promise<T>): Promise<T> {
  holder.pennypostSearches ??= new Turns(searchTurns);
  return holder.pennypostSearches
    .take(() => readWithin(db, STATEMENT_MS, search), asker?.())
    .catch((error: unknown) => {
      if (isPastDeadline(error)) throw refuse("This search takes too long at this moment. Try fewer or rarer words.");
      if (error instanceof NoRoom || isUnavailable(error)) throw refuse(tooManySearching);
      throw error;
    });
}
