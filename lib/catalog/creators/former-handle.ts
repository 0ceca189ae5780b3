// Former handles stay reserved for their creator and redirect permanently; of one creator there are ten at most, so that nobody
// takes names by the hundred.
import type { Tx } from "../../db/client";
import { Refusal } from "../../kernel/errors";
import { formerHandlesMax } from "../limits";
import { countFormerHandles, deleteFormerHandle, findFormerOwner, insertFormerHandle } from "./creator-queries";

async function reserve(tx: Tx, handle: string, creatorId: string): Promise<void> {
  if ((await countFormerHandles(tx, creatorId)) >= formerHandlesMax)
    throw new Refusal("conflict", `You have given up ${formerHandlesMax} handles, which all stay yours. Choose one of them.`);
  await insertFormerHandle(tx, handle, creatorId);
}

/** Reserves a creator's former handle. False if the new one is another creator's former handle. */
export async function moveHandle(tx: Tx, creatorId: string, from: string | undefined, to: string): Promise<boolean> {
  const owner = await findFormerOwner(tx, to);
  if (owner && owner !== creatorId) return false;
  if (owner) await deleteFormerHandle(tx, to);
  if (from && from !== to) await reserve(tx, from, creatorId);
  return true;
}
