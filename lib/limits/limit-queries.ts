// Rows of shared limits.
import type { Db } from "../db/client";

/** Deletes at most so many windows that ended before; says how many. */
export function deleteEnded(db: Db, before: number, rowsMax: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM rate_limit WHERE key IN (SELECT key FROM rate_limit WHERE expire < ${before} ORDER BY expire LIMIT ${rowsMax})`;
}
