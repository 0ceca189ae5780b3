// Permanent redirects from former creator handles and former slugs of published items.
import type { Db, Tx } from "../../db/client";
import { selectAddress } from "./item-queries";
import { deleteFormerSlug, findFormerSlug, insertFormerSlug } from "./slug-queries";

export interface PublicPath {
  handle: string;
  slug?: string;
}

/** The present path of a former one; undefined if the path is current or never existed. */
export async function findMoved({ db }: { db: Db }, { handle, slug }: PublicPath): Promise<PublicPath | undefined> {
  const now = await selectAddress(db, handle.toLowerCase(), slug ?? null);
  if (!now || (slug !== undefined && now.slug === null)) return undefined;
  const isHere = now.handle === handle.toLowerCase() && (slug === undefined || now.slug === slug);
  return isHere ? undefined : { handle: now.handle, ...(now.slug === null ? {} : { slug: now.slug }) };
}

/** Whose page a present or former path leads to, and of which piece; drafts are not found. */
export async function findAddressed(
  { db }: { db: Db },
  { handle, slug }: PublicPath,
): Promise<{ itemId: string } | { creatorId: string } | undefined> {
  const found = await selectAddress(db, handle.toLowerCase(), slug ?? null);
  if (!found || slug === undefined) return found && { creatorId: found.creatorId };
  return found.itemId === null ? undefined : { itemId: found.itemId };
}

interface Addressed {
  id: string;
  creatorId: string;
  slug: string;
  publishedAt: Date | null;
}

/** Records the former slug of a published item. False if another item of this creator used the new slug before. */
export async function moveSlug(tx: Tx, item: Addressed, to: string): Promise<boolean> {
  const { id: itemId, creatorId, slug: from, publishedAt } = item;
  const former = await findFormerSlug(tx, creatorId, to);
  if (former && former.itemId !== itemId) return false;
  if (former) await deleteFormerSlug(tx, creatorId, to);
  if (publishedAt) await insertFormerSlug(tx, creatorId, from, itemId);
  return true;
}
