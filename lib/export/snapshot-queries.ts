// Rows of a shop as an export reads them.
import type { Db, Tx } from "../db/client";
import type { Address } from "../kernel/address";

const itemFields = {
  id: true,
  kind: true,
  slug: true,
  status: true,
  amount: true,
  tags: true,
  draftVersionId: true,
  publishedVersionId: true,
  publishedAt: true,
  createdAt: true,
  scheduledFor: true,
  scheduledListed: true,
  coverId: true,
  coverAlt: true,
} as const;

const creatorFields = {
  id: true,
  handle: true,
  displayName: true,
  bio: true,
  links: true,
  wallet: true,
  payTo: true,
  createdAt: true,
  avatarId: true,
} as const;

export function findExporter(tx: Tx, wallet: Address) {
  return tx.creator.findUnique({ where: { wallet }, select: creatorFields });
}

/** All items of a creator, removed ones too, oldest first. */
export function listExportedItems(tx: Tx, creatorId: string) {
  return tx.item.findMany({ where: { creatorId }, select: itemFields, orderBy: { id: "asc" } });
}

/** The versions an item had at that moment, oldest first, without their texts. */
export function listVersionNumbers(db: Db, itemId: string, at: Date) {
  return db.itemVersion.findMany({
    where: { itemId, createdAt: { lte: at } },
    select: { id: true, number: true },
    orderBy: { number: "asc" },
  });
}

/** Where the largest size of a picture lies. */
export async function findLargestSize(db: Db, pictureId: string): Promise<string | undefined> {
  const size = await db.pictureSize.findFirst({ where: { pictureId }, orderBy: { width: "desc" }, select: { storageKey: true } });
  return size?.storageKey;
}

/** An item's pictures by their names in its texts, and where the largest size of each lies. */
export async function listTextPictures(db: Db, itemId: string): Promise<Map<string, string>> {
  const rows = await db.itemPicture.findMany({
    where: { itemId },
    select: { sha256: true, sizes: { select: { storageKey: true }, orderBy: { width: "desc" }, take: 1 } },
  });
  return new Map(rows.flatMap(({ sha256, sizes }) => sizes.map(({ storageKey }) => [sha256, storageKey] as const)));
}

/** A version's text, and its files in their order. */
export function getVersionWithFiles(db: Db, versionId: string) {
  return db.itemVersion.findUniqueOrThrow({
    where: { id: versionId },
    select: {
      number: true,
      title: true,
      dek: true,
      preview: true,
      content: true,
      sha256: true,
      savedAt: true,
      publishedAt: true,
      files: { select: { name: true, file: true }, orderBy: { position: "asc" } },
    },
  });
}
