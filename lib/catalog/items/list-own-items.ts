// The creator's own list, with each item's earnings: sums of what is final, and settlements that are not.
import type { Db } from "../../db/client";
import type { Address } from "../../kernel/address";
import { decodeCursor, encodeCursor, isInstant } from "../../kernel/cursor";
import { type Page, toPage } from "../../kernel/page";
import type { FirstPieces, OwnItem } from "./codecs";
import { selectFirst, selectOwn } from "./item-queries";

const pageSize = 50;

interface Asked {
  cursor?: string | undefined;
  /** Also what was taken down after it had sold. */
  removed?: "sold" | undefined;
}

/** Newest change first, without what was taken down. Refuses an invalid cursor. */
export async function listOwnItems({ db }: { db: Db }, wallet: Address, { cursor, removed }: Asked = {}): Promise<Page<OwnItem>> {
  const after = cursor ? decodeCursor(cursor, isInstant) : undefined;
  const rows = await selectOwn(db, wallet, { after, limit: pageSize + 1, withSold: removed === "sold" });
  return toPage(rows, pageSize, ({ updatedAt, id }) => encodeCursor([updatedAt.toISOString(), id]));
}

/** Of all pieces, however many: what the first steps of a creator need to know. */
export function findFirstPieces({ db }: { db: Db }, creatorId: string): Promise<FirstPieces> {
  return selectFirst(db, creatorId);
}
