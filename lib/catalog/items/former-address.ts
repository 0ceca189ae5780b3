// Addresses that moved: a handle that its creator gave up, and a slug that a published item had, lead to where things are now, for good.
import type { Db, Tx } from "../../db/client";
import { selectAddress } from "./item-queries";
import { deleteFormerSlug, findFormerSlug, insertFormerSlug } from "./slug-queries";

export interface Address {
  handle: string;
  slug?: string;
}

/** Where what was at this address is now; undefined if it is still there, or never was. */
export async function findMoved({ db }: { db: Db }, { handle, slug }: Address): Promise<Address | undefined> {
  const now = await selectAddress(db, handle.toLowerCase(), slug ?? null);
  if (!now || (slug !== undefined && now.slug === null)) return undefined;
  const isHere = now.handle === handle.toLowerCase() && (slug === undefined || now.slug === slug);
  return isHere ? undefined : { handle: now.handle, ...(now.slug === null ? {} : { slug: now.slug }) };
}

/** Keeps the old address of an item that readers may have seen. False if the new one was another item's before. */
export async function moveSlug(tx: Tx, item: { id: string; creatorId: string; slug: string }, to: string): Promise<boolean> {
  const { id: itemId, creatorId, slug: from } = item;
  const former = await findFormerSlug(tx, creatorId, to);
  if (former && former.itemId !== itemId) return false;
  if (former) await deleteFormerSlug(tx, creatorId, to);
  await insertFormerSlug(tx, creatorId, from, itemId);
  return true;
}
