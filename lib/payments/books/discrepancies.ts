// What an operator reads and ticks off: mismatches of chain and books.
import { type AuditDeps, recordAct } from "../../audit/record-act";
import type { Operator } from "../../auth/types";
import type { Db } from "../../db/client";
import { Refusal } from "../../kernel/errors";
import { type DiscrepancyRow, listOpenDiscrepancies, tryResolveById } from "./books-queries";

const SHOWN_MAX = 100;

/** Open ones, newest first. */
export function listDiscrepancies({ db }: { db: Db }): Promise<DiscrepancyRow[]> {
  return listOpenDiscrepancies(db, SHOWN_MAX);
}

/** Throws `not_found` for one that is unknown or resolved already. */
export function resolveDiscrepancy(deps: AuditDeps & { db: Db }, operator: Operator, id: string): Promise<void> {
  return deps.db.$transaction(async (tx) => {
    const resolvedAt = deps.clock.now();
    if (!(await tryResolveById(tx, id, resolvedAt))) throw new Refusal("not_found", "There is no such open discrepancy.");
    const act = { before: { resolvedAt: null }, after: { resolvedAt } };
    await recordAct(tx, deps, operator, { action: "resolve_discrepancy", subject: id, ...act });
  });
}
