// Writes of drafts: versions, item fields and prices. No statement returns the text it wrote.
import type { Tx } from "../../db/client";
import type { Prisma } from "../../db/generated/client";

export type VersionValues = Omit<Prisma.ItemVersionCreateManyInput, "headings"> & { headings: string[] };

/** `files`: ids and names, in order. */
export async function insertVersion(tx: Tx, version: VersionValues, files: { id: string; name: string }[]): Promise<void> {
  await tx.itemVersion.createMany({ data: version });
  const rows = files.map(({ id: fileId, name }, position) => ({ versionId: version.id, fileId, position, name }));
  if (rows.length > 0) await tx.versionFile.createMany({ data: rows });
}

/** False unless the version is an autosave made after `since` that was neither published nor sold. */
export async function replaceAutosave(
  tx: Tx,
  versionId: string,
  since: Date,
  data: Prisma.ItemVersionUpdateManyMutationInput,
): Promise<boolean> {
  const where = { id: versionId, isAutosave: true, publishedAt: null, purchases: { none: {} }, createdAt: { gt: since } };
  return (await tx.itemVersion.updateMany({ where, data })).count === 1;
}

/** Marks the version as saved on request, so that no autosave replaces it. */
export async function keepAutosave(tx: Tx, versionId: string): Promise<void> {
  await tx.itemVersion.updateMany({
    where: { id: versionId, isAutosave: true, publishedAt: null },
    data: { isAutosave: false },
  });
}

export async function insertItem(tx: Tx, item: Prisma.ItemUncheckedCreateInput): Promise<void> {
  await tx.item.create({ data: item });
}

/** The caller holds the item's lock. */
export function getItemRow(tx: Tx, id: string) {
  return tx.item.findUniqueOrThrow({ where: { id } });
}

/** Sets a version's first publishing date, if it has none. */
export async function markPublished(tx: Tx, versionId: string, now: Date): Promise<void> {
  await tx.itemVersion.updateMany({ where: { id: versionId, publishedAt: null }, data: { publishedAt: now } });
}

/** Returns the item's new `updatedAt`. */
export async function updateItem(tx: Tx, id: string, data: Prisma.ItemUncheckedUpdateInput): Promise<Date> {
  return (await tx.item.update({ where: { id }, data, select: { updatedAt: true } })).updatedAt;
}

export async function insertPrice(tx: Tx, price: Prisma.ItemPriceCreateManyInput): Promise<void> {
  await tx.itemPrice.createMany({ data: price });
}
