// A reader reports a piece to the operators.
import type { Viewer } from "../auth/types";
import type { ModerationReason } from "../catalog/codecs";
import type { Db } from "../db/client";
import type { Clock } from "../kernel/clock";
import { Refusal } from "../kernel/errors";
import { newId } from "../kernel/ids";
import { findReported, insertReport } from "./report-queries";

/** Open ones that are kept, so that a flood fills no database. What more of one piece would say the operators know. */
const OPEN_MAX = { ofPiece: 20, inAll: 10_000 };

interface Deps {
  db: Db;
  clock: Clock;
}

interface Said {
  reason: ModerationReason;
  text: string;
  contact: string;
}

/**
 * Throws `not_found` for what is not public, and `removed` for what was taken down or hidden. Nobody is refused for what others
 * reported: beyond the bound it is thanked for, and not kept.
 */
export async function reportItem({ db, clock }: Deps, { wallet }: Viewer, itemId: string, said: Said): Promise<void> {
  const status = await findReported(db, itemId);
  if (status === "removed" || status === "hidden") throw new Refusal("removed", "This piece was taken down already.");
  if (status !== "listed" && status !== "unlisted") throw new Refusal("not_found", "There is no such item.");
  const createdAt = clock.now();
  await insertReport(db, { id: newId("rep", createdAt.getTime()), itemId, wallet, createdAt, ...said }, OPEN_MAX);
}
