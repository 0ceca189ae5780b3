// Rows of shared limits.
import type { Db } from "../db/client";

/** Deletes at most so many windows that ended before, and none that begins anew meanwhile; says how many. */
export function deleteEnded(db: Db, before: number, rowsMax: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM rate_limit WHERE key = ANY(ARRAY(
      SELECT key FROM rate_limit WHERE expire < ${before} ORDER BY expire LIMIT ${rowsMax} FOR UPDATE SKIP LOCKED))`;
}
