// Rows of the audit log.
import type { Db, Tx } from "../db/client";
import type { AuditEntry, Prisma } from "../db/generated/client";

type Facts = Pick<AuditEntry, "id" | "at" | "wallet" | "action" | "subject" | "requestId">;

export async function insertEntry(tx: Tx, entry: Facts & { before: unknown; after: unknown }): Promise<void> {
  await tx.auditEntry.createMany({
    data: { ...entry, before: entry.before as Prisma.InputJsonValue, after: entry.after as Prisma.InputJsonValue },
  });
}

/** The newest first, below the entry of this id. */
export function selectEntries(
  db: Db,
  subject: string | undefined,
  below: string | undefined,
  limit: number,
): Promise<AuditEntry[]> {
  const where = { ...(subject ? { subject } : {}), ...(below ? { id: { lt: below } } : {}) };
  return db.auditEntry.findMany({ where, orderBy: { id: "desc" }, take: limit });
}
