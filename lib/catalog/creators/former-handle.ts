// A handle that its creator gave up still leads to that creator, for good.
import type { Tx } from "../../db/client";
import { deleteFormerHandle, findFormerOwner, insertFormerHandle } from "./creator-queries";

/** Keeps a creator's old handle for that creator. False if the new one was another's before. */
export async function moveHandle(tx: Tx, creatorId: string, from: string | undefined, to: string): Promise<boolean> {
  const owner = await findFormerOwner(tx, to);
  if (owner && owner !== creatorId) return false;
  if (owner) await deleteFormerHandle(tx, to);
  if (from && from !== to) await insertFormerHandle(tx, from, creatorId);
  return true;
}
