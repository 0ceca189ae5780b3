// What an operator reads and ticks off: mismatches of chain and books.
import type { Db } from "../../db/client";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import { type DiscrepancyRow, listOpenDiscrepancies, tryResolveById } from "./books-queries";

const SHOWN_MAX = 100;

/** Open ones, newest first. */
export function listDiscrepancies({ db }: { db: Db }): Promise<DiscrepancyRow[]> {
  return listOpenDiscrepancies(db, SHOWN_MAX);
}

/** Throws `not_found` for one that is unknown or resolved already. */
export async function resolveDiscrepancy({ db, clock }: { db: Db; clock: Clock }, id: string): Promise<void> {
  const resolved = await tryResolveById(db, id, clock.now());
  if (!resolved) throw new Refusal("not_found", "There is no such open discrepancy.");
}
