// An operator suspends a creator, and reinstates them. Their pieces are hidden meanwhile, and they can publish nothing; their desk stays
// theirs to read and to export.
import { recordAct } from "../audit/record-act";
import type { Operator } from "../auth/types";
import type { Moderation } from "../catalog/codecs";
import { Refusal } from "../kernel/errors";
import type { ModerationDeps } from "./hide-item";
import { lockCreator, markReinstated, markSuspended } from "./moderation-queries";
import { closeReportsOf } from "./report-queries";

/** As many pieces as a shop may have change with it. */
const patience = { timeout: 15_000 };

/** Pieces whose times the log keeps, in some eight of its 16 KB. */
const UNSCHEDULED_NAMED_MAX = 100;

const unknown = () => new Refusal("not_found", "There is no such creator.");

/** Said of one who is suspended already, it replaces the reason. What was scheduled becomes a draft, whose time the log keeps. */
export function suspendCreator(deps: ModerationDeps, operator: Operator, creatorId: string, why: Moderation): Promise<void> {
  return deps.db.$transaction(async (tx) => {
    const before = await lockCreator(tx, creatorId);
    if (before === undefined) throw unknown();
    const now = deps.clock.now();
    const marked = await markSuspended(tx, creatorId, why, now, UNSCHEDULED_NAMED_MAX);
    const reports = await closeReportsOf(tx, creatorId, now);
    const act = { before: { suspension: before }, after: { suspension: why, ...marked, reports } };
    await recordAct(tx, deps, operator, { action: "suspend_creator", subject: creatorId, ...act });
  }, patience);
}

/** Refuses with `conflict` one who is not suspended. */
export function reinstateCreator(deps: ModerationDeps, operator: Operator, creatorId: string): Promise<void> {
  return deps.db.$transaction(async (tx) => {
    const before = await lockCreator(tx, creatorId);
    if (before === undefined) throw unknown();
    if (before === null) throw new Refusal("conflict", "This creator is not suspended.");
    const items = await markReinstated(tx, creatorId);
    const act = { before: { suspension: before }, after: { suspension: null, items } };
    await recordAct(tx, deps, operator, { action: "reinstate_creator", subject: creatorId, ...act });
  }, patience);
}
