// Libraries under new names: what a piece or a creator is called now is written to the rows of whoever bought, some at a time.
import type { Db } from "../../db/client";
import { refreshNames } from "./library-queries";

const BUYERS = 500;
/** Of one run, each of one item; the rest is for the next. */
const RUNS_MAX = 200;

export async function refreshLibrary({ db }: { db: Db }): Promise<void> {
  for (let run = 0; run < RUNS_MAX && (await refreshNames(db, BUYERS)) > 0; run++);
}
