// SQL of what handles look like.
import type { Tx } from "../../db/client";

/** A wallet is known that has sold to so many (decision 45). */
const KNOWN_BUYERS = 10;

/** Whether a handle looks like that of another creator who is known. */
export async function looksKnown(tx: Tx, handle: string, creatorId: string): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM creator c
     WHERE handle_look(c.handle) = handle_look(${handle}) AND c.id <> ${creatorId} AND ${KNOWN_BUYERS}::int = (
       SELECT count(*) FROM (SELECT FROM creator_buyer b WHERE b.creator_id = c.id AND b.sales > 0 LIMIT ${KNOWN_BUYERS}::int) sold_to)
     LIMIT 1`;
  return found.length > 0;
}
