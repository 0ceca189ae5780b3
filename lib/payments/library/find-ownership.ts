// What this visitor may do with this item.
import type { Actor } from "../../auth/types";
import type { Db } from "../../db/client";
import type { Ownership } from "./codecs";
import { selectOwnership } from "./read-queries";

export async function findOwnership({ db }: { db: Db }, itemId: string, actor: Actor | null): Promise<Ownership> {
  const row = actor ? await selectOwnership(db, itemId, actor.sessionId) : undefined;
  if (row?.receiptId && row.purchasedAt) return { state: "owned", receiptId: row.receiptId, purchasedAt: row.purchasedAt };
  return { state: row?.isCreator ? "creator" : "none" };
}
