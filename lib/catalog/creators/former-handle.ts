// Former handles stay reserved for their creator and redirect permanently.
import type { Tx } from "../../db/client";
import { deleteFormerHandle, findFormerOwner, insertFormerHandle } from "./creator-queries";

/** Reserves a creator's former handle. False if the new one is another creator's former handle. */
export async function moveHandle(tx: Tx, creatorId: string, from: string | undefined, to: string): Promise<boolean> {
  const owner = await findFormerOwner(tx, to);
  if (owner && owner !== creatorId) return false;
  if (owner) await deleteFormerHandle(tx, to);
  if (from && from !== to) await insertFormerHandle(tx, from, creatorId);
  return true;
}
