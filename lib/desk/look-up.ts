// Operators find a piece or a creator by what they have at hand: an id, a wallet, or the address of a page.
import { findAddressed } from "../catalog/items/former-address";
import type { Db } from "../db/client";
import { decodeCursor, encodeCursor, isInstant } from "../kernel/cursor";
import { toPage } from "../kernel/page";
import { readAsked } from "./asked";
import type { Lookup } from "./codecs";
import { type ItemRow, selectCreator, selectItem, selectItemsOf } from "./look-up-queries";

const PAGE = 24;

interface Query {
  q: string;
  cursor?: string | undefined;
}

const nothing: Lookup = { creator: null, items: [], next: null };
const keyOf = ({ updatedAt, id }: ItemRow) => encodeCursor([updatedAt.toISOString(), id]);
const toItem = ({ creatorId: _creator, updatedAt: _at, ...item }: ItemRow) => item;

/** A piece with its creator, or a creator with their pieces; nothing for what is neither. */
export async function lookUp({ db }: { db: Db }, { q, cursor }: Query): Promise<Lookup> {
  const asked = readAsked(q);
  const key = asked && "handle" in asked ? await findAddressed({ db }, asked) : asked;
  const item = key && "itemId" in key && (await selectItem(db, key.itemId));
  if (item)
    return { creator: (await selectCreator(db, { creatorId: item.creatorId })) ?? null, items: [toItem(item)], next: null };
  const creator = key && ("creatorId" in key || "wallet" in key) && (await selectCreator(db, key));
  if (!creator) return nothing;
  const after = cursor ? decodeCursor(cursor, isInstant) : undefined;
  const { rows, next } = toPage(await selectItemsOf(db, creator.id, after, PAGE + 1), PAGE, keyOf);
  return { creator, items: rows.map(toItem), next };
}
