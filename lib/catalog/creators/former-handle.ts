// A handle that was given up stays reserved for its creator for 90 days and leads to the new one; then it is free. Of one creator there
// are ten at most, so that nobody takes names by the hundred.
import type { Db, Tx } from "../../db/client";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import { formerHandleDays, formerHandlesMax } from "../limits";
import {
  countFormerHandles,
  deleteFormerHandle,
  deleteFormerHandles,
  findFormerOwner,
  insertFormerHandle,
} from "./creator-queries";
import { looksKnown } from "./handle-queries";

const DAY_MS = 86_400_000;
const BATCH_ROWS = 1_000;

async function reserve(tx: Tx, handle: string, creatorId: string): Promise<void> {
  if ((await countFormerHandles(tx, creatorId)) >= formerHandlesMax)
    throw new Refusal(
      "conflict",
      `You have given up ${formerHandlesMax} handles in ${formerHandleDays} days, and they are yours for so long. Choose one of them.`,
    );
  await insertFormerHandle(tx, handle, creatorId);
}

/** Reserves a creator's former handle. False if the new one is another creator's former handle, or looks like that of a known one. */
export async function moveHandle(tx: Tx, creatorId: string, from: string | undefined, to: string): Promise<boolean> {
  if (from === to) return true;
  const owner = await findFormerOwner(tx, to);
  if (owner ? owner !== creatorId : await looksKnown(tx, to, creatorId)) return false;
  if (owner) await deleteFormerHandle(tx, to);
  if (from) await reserve(tx, from, creatorId);
  return true;
}

/** Frees what was given up long enough ago. */
export async function freeHandles({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  const before = new Date(clock.now().getTime() - formerHandleDays * DAY_MS);
  while ((await deleteFormerHandles(db, before, BATCH_ROWS)) === BATCH_ROWS);
}
