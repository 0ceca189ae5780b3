// SQL of present and former slugs of a creator's items.
import type { Db, Tx } from "../../db/client";

/** Present and former slugs that start with `base`. */
export async function listSlugs(db: Db | Tx, creatorId: string, base: string): Promise<string[]> {
  const beginning = { where: { creatorId, slug: { startsWith: base } }, select: { slug: true } } as const;
  const rows = [...(await db.item.findMany(beginning)), ...(await db.formerSlug.findMany(beginning))];
  return rows.map(({ slug }) => slug);
}

/** Whether another item of this creator has the slug, or had it. */
export async function isSlugOfAnother(
  db: Db | Tx,
  { id, creatorId }: { id: string; creatorId: string },
  slug: string,
): Promise<boolean> {
  const [item, former] = [
    await db.item.findUnique({ where: { creatorId_slug: { creatorId, slug } }, select: { id: true } }),
    await db.formerSlug.findUnique({ where: { creatorId_slug: { creatorId, slug } }, select: { itemId: true } }),
  ];
  return [item?.id, former?.itemId].some((holder) => holder !== undefined && holder !== id);
}

export function findFormerSlug(tx: Tx, creatorId: string, slug: string) {
  return tx.formerSlug.findUnique({ where: { creatorId_slug: { creatorId, slug } } });
}

export async function deleteFormerSlug(tx: Tx, creatorId: string, slug: string): Promise<void> {
  await tx.formerSlug.deleteMany({ where: { creatorId, slug } });
}

export async function insertFormerSlug(tx: Tx, creatorId: string, slug: string, itemId: string): Promise<void> {
  await tx.formerSlug.create({ data: { creatorId, slug, itemId } });
}
