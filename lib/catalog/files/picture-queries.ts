// Rows of pictures and of their sizes.
import type { Db, Tx } from "../../db/client";
import type { Prisma } from "../../db/generated/client";

export interface StoredSize {
  width: number;
  bytes: number;
  storageKey: string;
}

export async function insertPicture(tx: Tx, id: string, creatorId: string, sizes: StoredSize[], createdAt: Date): Promise<void> {
  await tx.picture.create({ data: { id, creatorId, createdAt, sizes: { createMany: { data: sizes } } } });
}

/** Deletes a picture's rows; its bytes follow (storage_tombstone). */
export async function deletePicture(tx: Tx, pictureId: string): Promise<void> {
  await tx.picture.delete({ where: { id: pictureId } });
}

/** Of a picture that anybody may see: no cover of what was taken down, nor who is suspended. */
export function findPictureSize(db: Db, pictureId: string, width: number): Promise<StoredSize | null> {
  const select = { width: true, bytes: true, storageKey: true } as const;
  const hidden: Prisma.PictureWhereInput[] = [
    { coverOf: { is: { status: { in: ["removed", "hidden"] } } } },
    { avatarOf: { is: { suspendedAt: { not: null } } } },
  ];
  return db.pictureSize.findFirst({ where: { pictureId, width, picture: { NOT: { OR: hidden } } }, select });
}

/** Replaces a creator's avatar and returns the previous one. The caller holds the creator's lock. */
export async function replaceAvatar(tx: Tx, creatorId: string, avatarId: string | null): Promise<string | null> {
  const before = await tx.creator.findUniqueOrThrow({ where: { id: creatorId }, select: { avatarId: true } });
  await tx.creator.update({ where: { id: creatorId }, data: { avatarId } });
  return before.avatarId;
}
