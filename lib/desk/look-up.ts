// Operators find a piece or a creator by what they have at hand: an id, a wallet, or the address of a page.
import type { Db } from "../db/client";
import { decodeCursor, encodeCursor, isInstant } from "../kernel/cursor";
import { toPage } from "../kernel/page";
import { type Asked, readAsked } from "./asked";
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

function findPiece(db: Db, asked: Asked): Promise<ItemRow | undefined> | undefined {
  if ("itemId" in asked) return selectItem(db, asked);
  return "slug" in asked && asked.slug ? selectItem(db, { handle: asked.handle, slug: asked.slug }) : undefined;
}

/** A piece with its creator, or a creator with their pieces; nothing for what is neither. */
export async function lookUp({ db }: { db: Db }, { q, cursor }: Query): Promise<Lookup> {
  const asked = readAsked(q);
  if (!asked) return nothing;
  const item = await findPiece(db, asked);
  if (item) return { creator: (await selectCreator(db, item)) ?? null, items: [toItem(item)], next: null };
  if (!("creatorId" in asked || "wallet" in asked || ("handle" in asked && !asked.slug))) return nothing;
  const creator = await selectCreator(db, asked);
  if (!creator) return nothing;
  const after = cursor ? decodeCursor(cursor, isInstant) : undefined;
  const { rows, next } = toPage(await selectItemsOf(db, creator.id, after, PAGE + 1), PAGE, keyOf);
  return { creator, items: rows.map(toItem), next };
}
