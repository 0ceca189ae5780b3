// The audit log, page by page.
import type { Db } from "../db/client";
import { type Page, toPage } from "../kernel/page";
import { selectEntries } from "./audit-queries";
import type { AuditEntry } from "./codecs";

const PAGE = 50;

interface Asked {
  /** Only what was done to this. */
  subject?: string | undefined;
  /** The last entry of the page before. */
  cursor?: string | undefined;
}

/** The newest first. */
export async function listAudit({ db }: { db: Db }, { subject, cursor }: Asked = {}): Promise<Page<AuditEntry>> {
  return toPage(await selectEntries(db, subject, cursor, PAGE + 1), PAGE, ({ id }) => id);
}
