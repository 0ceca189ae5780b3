// What operators do with reports.
import { recordAct } from "../audit/record-act";
import type { Operator } from "../auth/types";
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import type { Clock } from "../kernel/clock";
import { Refusal } from "../kernel/errors";
import { type Page, toPage } from "../kernel/page";
import type { Report } from "./codecs";
import type { ModerationDeps } from "./hide-item";
import { closeReports, countOpenReports, deleteOldReports, forgetReporter, selectReports, tryDismiss } from "./report-queries";

const PAGE = 24;
const DAY_MS = 86_400_000;
const CLOSED_KEPT_MS = 180 * DAY_MS;
const OPEN_KEPT_MS = 365 * DAY_MS;
const BATCH_ROWS = 1_000;

interface Asked {
  state?: "open" | "closed" | undefined;
  /** The last report of the page before. */
  cursor?: string | undefined;
}

/** Open ones from the oldest, closed ones from the newest. */
export async function listReports({ db }: { db: Db }, { state, cursor }: Asked = {}): Promise<Page<Report>> {
  return toPage(await selectReports(db, state !== "closed", cursor, PAGE + 1), PAGE, ({ id }) => id);
}

/** How many are open, counted up to a thousand. */
export const countReports = ({ db }: { db: Db }): Promise<number> => countOpenReports(db, 1_000);

/** Closes a report whose piece stays as it is; `note` is for the audit log. Throws `not_found` for one that is unknown or closed. */
export function dismissReport(deps: ModerationDeps, operator: Operator, reportId: string, note: string): Promise<void> {
  return deps.db.$transaction(async (tx) => {
    const itemId = await tryDismiss(tx, reportId, deps.clock.now());
    if (!itemId) throw new Refusal("not_found", "There is no such open report.");
    const act = { before: { report: reportId }, after: { outcome: "dismissed", note } };
    await recordAct(tx, deps, operator, { action: "dismiss_report", subject: itemId, ...act });
  });
}

/** Closes all open reports of a piece that stays as it is; `note` is for the audit log. Throws `not_found` where there are none. */
export function dismissReports(deps: ModerationDeps, operator: Operator, itemId: string, note: string): Promise<void> {
  return deps.db.$transaction(async (tx) => {
    const reports = await closeReports(tx, itemId, "dismissed", deps.clock.now());
    if (reports === 0) throw new Refusal("not_found", "There is no open report of this piece.");
    const act = { before: {}, after: { outcome: "dismissed", note, reports } };
    await recordAct(tx, deps, operator, { action: "dismiss_reports", subject: itemId, ...act });
  });
}

/** Closed reports are forgotten after half a year, and others after a year. */
export async function forgetReports({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  const now = clock.now().getTime();
  const [closed, created] = [new Date(now - CLOSED_KEPT_MS), new Date(now - OPEN_KEPT_MS)];
  while ((await deleteOldReports(db, closed, created, BATCH_ROWS)) >= BATCH_ROWS);
}

/** What a wallet reported stays, and says no more whose it was. */
export const forgetReportsOf = ({ db }: { db: Db }, wallet: Address): Promise<void> => forgetReporter(db, wallet);
