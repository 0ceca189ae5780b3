// A handle that was given up stays reserved for its creator for 90 days and leads to the new one; then it is free, unless buyers know it:
// those of known creators, and of erased shops that sold, stay reserved. Of one creator there are ten at most, so that nobody takes names
// by the hundred.
import type { Db, Tx } from "../../db/client";
import { findProgress, keepProgress } from "../../db/lease";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import { formerHandleDays, formerHandlesMax } from "../limits";
import { countFormerHandles, deleteFormerHandle, findFormerOwner, insertFormerHandle } from "./creator-queries";
import { handleReserved, looksReserved } from "./handle";
import { deleteFormerHandles, looksKnown } from "./handle-queries";

const DAY_MS = 86_400_000;
const LOOKED_AT = 1_000;
/** The job, whose lease has this name. */
const FREEING = "handles";

async function reserve(tx: Tx, handle: string, creatorId: string): Promise<void> {
  if ((await countFormerHandles(tx, creatorId)) >= formerHandlesMax)
    throw new Refusal("conflict", `You have given up ${formerHandlesMax} handles that are still yours. Choose one of them.`);
  await insertFormerHandle(tx, handle, creatorId);
}

const refuseReserved = () =>
  new Refusal("invalid_request", `handle: ${handleReserved.error}`, {
    issues: [{ path: "handle", code: "reserved", message: handleReserved.error }],
  });

/**
 * Reserves a creator's former handle. False if the new one is another creator's former handle, or looks like that of a known one; a
 * Refusal if it looks like a reserved one.
 */
export async function moveHandle(tx: Tx, creatorId: string, from: string | undefined, to: string): Promise<boolean> {
  if (from === to) return true;
  const owner = await findFormerOwner(tx, to);
  if (owner && owner !== creatorId) return false;
  if (owner) await deleteFormerHandle(tx, to);
  else if (looksReserved(to)) throw refuseReserved();
  else if (await looksKnown(tx, to, creatorId)) return false;
  if (from) await reserve(tx, from, creatorId);
  return true;
}

/** Frees what was given up long enough ago. A run looks at its share and the next goes on, for some handles are reserved for good. */
export async function freeHandles({ db, clock }: { db: Db; clock: Clock }, lookedAt = LOOKED_AT): Promise<void> {
  const before = new Date(clock.now().getTime() - formerHandleDays * DAY_MS);
  const after = (await findProgress(db, FREEING)) ?? "";
  await keepProgress(db, FREEING, await deleteFormerHandles(db, before, after, lookedAt));
}
