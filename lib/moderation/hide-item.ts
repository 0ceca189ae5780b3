// An operator hides a piece, and restores it. Whoever bought it keeps it; others are told why, and it is not sold.
import { type AuditDeps, recordAct } from "../audit/record-act";
import type { Operator } from "../auth/types";
import type { Moderation } from "../catalog/codecs";
import type { Db, Tx } from "../db/client";
import { Refusal } from "../kernel/errors";
import { lockItem, lockSeller, type ModeratedItem, markHidden, markRestored } from "./moderation-queries";
import { closeReports } from "./report-queries";

export interface ModerationDeps extends AuditDeps {
  db: Db;
}

function changeItem(db: Db, itemId: string, change: (tx: Tx, item: ModeratedItem) => Promise<void>): Promise<void> {
  return db.$transaction(async (tx) => {
    if (!(await lockSeller(tx, itemId))) throw new Refusal("not_found", "There is no such item.");
    await change(tx, await lockItem(tx, itemId));
  });
}

/** Hides a published piece, or says anew why it is hidden, and closes what was reported of it. Refuses with `conflict` one that nobody sees anyway. */
export function hideItem(deps: ModerationDeps, operator: Operator, itemId: string, why: Moderation): Promise<void> {
  return changeItem(deps.db, itemId, async (tx, { status, hidden }) => {
    if (status === "removed") throw new Refusal("conflict", "Its creator has taken this piece down already.");
    if (status === "draft" || status === "scheduled") throw new Refusal("conflict", "This piece is not published.");
    await markHidden(tx, itemId, why, deps.clock.now());
    const reports = await closeReports(tx, itemId, "hidden", deps.clock.now());
    const after = { status: "hidden", hidden: why, reports };
    await recordAct(tx, deps, operator, { action: "hide_item", subject: itemId, before: { status, hidden }, after });
  });
}

/** Makes a hidden piece what it was. Refuses with `conflict` one that is not hidden, or whose creator is suspended. */
export function restoreItem(deps: ModerationDeps, operator: Operator, itemId: string): Promise<void> {
  return changeItem(deps.db, itemId, async (tx, { status, statusBefore, hidden, isSuspended }) => {
    if (status !== "hidden") throw new Refusal("conflict", "This piece is not hidden.");
    if (isSuspended) throw new Refusal("conflict", "Its creator is suspended: reinstate them first.");
    await markRestored(tx, itemId);
    const act = { before: { status, hidden }, after: { status: statusBefore, hidden: null } };
    await recordAct(tx, deps, operator, { action: "restore_item", subject: itemId, ...act });
  });
}
