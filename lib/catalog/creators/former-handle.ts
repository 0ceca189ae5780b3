// A handle that its creator gave up still leads to that creator, for good.
import type { Tx } from "../../db/client";

/** Keeps a creator's old handle for that creator. False if the new one was another's before. */
export async function moveHandle(tx: Tx, creatorId: string, from: string | undefined, to: string): Promise<boolean> {
  const former = await tx.formerHandle.findUnique({ where: { handle: to } });
  if (former && former.creatorId !== creatorId) return false;
  if (former) await tx.formerHandle.delete({ where: { handle: to } });
  if (from && from !== to) await tx.formerHandle.create({ data: { handle: from, creatorId } });
  return true;
}
