// A reader reports a piece to the operators.
import type { Viewer } from "../auth/types";
import type { ModerationReason } from "../catalog/codecs";
import type { Db } from "../db/client";
import type { Clock } from "../kernel/clock";
import { Refusal } from "../kernel/errors";
import { newId } from "../kernel/ids";
import { findReported, tryInsertReport } from "./report-queries";

/** Of one piece, from whomever: what more would say the operators know. */
const OF_A_PIECE = { requests: 20, seconds: 86_400, isShared: true } as const;
/** Of all pieces, open: a flood fills no database. */
const OPEN_MAX = 10_000;

interface Deps {
  db: Db;
  clock: Clock;
  limits: { take(name: string, limit: typeof OF_A_PIECE, of: string, what?: string): Promise<void> };
}

interface Said {
  reason: ModerationReason;
  text: string;
  contact: string;
}

/** Throws `not_found` for what is not public, `removed` for what was taken down or hidden, and `too_many_requests`. */
export async function reportItem({ db, clock, limits }: Deps, { wallet }: Viewer, itemId: string, said: Said): Promise<void> {
  const status = await findReported(db, itemId);
  if (status === "removed" || status === "hidden") throw new Refusal("removed", "This piece was taken down already.");
  if (status !== "listed" && status !== "unlisted") throw new Refusal("not_found", "There is no such item.");
  await limits.take("reports of a piece", OF_A_PIECE, itemId, "reports of this piece: its operators know of it");
  const createdAt = clock.now();
  const isKept = await tryInsertReport(
    db,
    { id: newId("rep", createdAt.getTime()), itemId, wallet, createdAt, ...said },
    OPEN_MAX,
  );
  if (!isKept) throw new Refusal("unavailable", "The operators have more reports than they can read. Report it again tomorrow.");
}
