// Rows that tell an operator what does not add up.
import type { Db, Tx } from "../../db/client";
import type { DiscrepancyKind } from "../../db/generated/client";
import { newId } from "../../kernel/ids";

export interface Finding {
  kind: DiscrepancyKind;
  /** A purchase id, or a relayer with its nonce. */
  subject: string;
  /** Public data only: it is shown to operators. */
  detail: Record<string, string | number>;
}

/** True if this was not known to be open: a new row, or one that was resolved and is found again. */
export async function recordDiscrepancy(db: Db | Tx, { kind, subject, detail }: Finding): Promise<boolean> {
  const changed = await db.$executeRaw`
    INSERT INTO discrepancy (id, kind, subject, detail)
    VALUES (${newId("dis")}, ${kind}::discrepancy_kind, ${subject}, ${JSON.stringify(detail)}::jsonb)
    ON CONFLICT (kind, subject) DO UPDATE SET resolved_at = NULL, detail = excluded.detail, found_at = now()
     WHERE discrepancy.resolved_at IS NOT NULL`;
  return changed === 1;
}

export async function closeDiscrepancy(db: Db | Tx, kind: DiscrepancyKind, subject: string): Promise<void> {
  await db.$executeRaw`
    UPDATE discrepancy SET resolved_at = now()
     WHERE kind = ${kind}::discrepancy_kind AND subject = ${subject} AND resolved_at IS NULL`;
}
