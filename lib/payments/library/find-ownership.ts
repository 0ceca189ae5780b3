// What this visitor may do with this item.
import type { Viewer } from "../../auth/types";
import type { Db } from "../../db/client";
import type { Ownership, Place } from "./codecs";
import { type OwnershipRow, selectOwnership, selectReader } from "./read-queries";

export interface Reader {
  isSignedIn: boolean;
  ownership: Ownership;
  /** The paid content; null for whoever may not open it. */
  content: string | null;
  /** Where this wallet stopped reading, on whatever device. */
  place: Place | null;
}

/** REAL has seven digits. */
export const placeOf = (fraction: number | null, at: Date | null): Place | null =>
  fraction === null || at === null ? null : { fraction: Math.min(1, Math.max(0, Math.round(fraction * 1e4) / 1e4)), at };

function ownershipOf(row: OwnershipRow | undefined): Ownership {
  if (row?.receiptId && row.purchasedAt && row.boughtVersion !== null) {
    const { receiptId, purchasedAt, boughtVersion, newestVersion } = row;
    return { state: "owned", receiptId, purchasedAt, boughtVersion, newestVersion: newestVersion ?? boughtVersion };
  }
  return { state: row?.isCreator ? "creator" : "none" };
}

export async function findOwnership({ db }: { db: Db }, itemId: string, viewer: Viewer): Promise<Ownership> {
  return ownershipOf(viewer.kind === "nobody" ? undefined : await selectOwnership(db, itemId, viewer.sessionId));
}

/** All that an item's page asks about its visitor. One statement, or none without a session's token. */
export async function findReader({ db }: { db: Db }, itemId: string, tokenHash: string | undefined): Promise<Reader> {
  const row = tokenHash ? await selectReader(db, tokenHash, itemId) : undefined;
  const place = placeOf(row?.placeFraction ?? null, row?.placeAt ?? null);
  return { isSignedIn: row?.isSignedIn ?? false, ownership: ownershipOf(row), content: row?.content ?? null, place };
}
