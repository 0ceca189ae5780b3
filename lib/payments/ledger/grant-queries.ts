// What a browser may open without signing in.
import type { Db } from "../../db/client";

/** Lets the browser of this session open what was just bought; a session that ended meanwhile opens nothing. */
export async function grantToSession(db: Db, sessionId: string, purchaseId: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO session_grant (session_id, entitlement_id)
    SELECT s.id, e.id FROM entitlement e JOIN session s ON s.id = ${sessionId} WHERE e.purchase_id = ${purchaseId}
    ON CONFLICT DO NOTHING`;
}
