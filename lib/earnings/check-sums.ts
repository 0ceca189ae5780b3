// Compares the sums of earnings with the settlements they are of.
import type { Db } from "../db/client";
import { selectWrongSums, type WrongSum } from "./check-queries";

const SHOWN_MAX = 100;

/** Sums that are wrong, the first hundred. Reads everything that was ever sold. */
export function checkSums({ db }: { db: Db }): Promise<WrongSum[]> {
  return selectWrongSums(db, SHOWN_MAX);
}
