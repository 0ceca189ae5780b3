// Rows of uploads and files, through Prisma's client.
import type { Db, Tx } from "../../db/client";
import type { Prisma } from "../../db/generated/client";

/** An item's uploads that are no file yet, oldest first. */
export function listUnfinished(db: Db, itemId: string) {
  return db.upload.findMany({ where: { itemId, fileId: null }, orderBy: { id: "asc" } });
}

/** Everybody's uploads that are no file yet and that nobody wrote to since `before`, with their creators' wallets. */
export function listLeftAlone(db: Db, before: Date) {
  return db.upload.findMany({
    where: { fileId: null, touchedAt: { lt: before } },
    include: { item: { select: { creator: { select: { wallet: true } } } } },
  });
}

/** Of these ids, those of uploads that exist. */
export async function listKnown(db: Db, ids: string[]): Promise<Set<string>> {
  const rows = await db.upload.findMany({ where: { id: { in: ids } }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

/** How many files an item's draft has, with those that are on their way. */
export async function countFiles(tx: Tx, itemId: string, draftVersionId: string): Promise<number> {
  const unfinished = await tx.upload.count({ where: { itemId, fileId: null } });
  return unfinished + (await tx.versionFile.count({ where: { versionId: draftVersionId } }));
}

export function insertUpload(tx: Tx, upload: Prisma.UploadUncheckedCreateInput) {
  return tx.upload.create({ data: upload });
}

export async function updateUpload(db: Db | Tx, id: string, data: Prisma.UploadUncheckedUpdateInput): Promise<void> {
  await db.upload.update({ where: { id }, data });
}

/** Names the file that an upload becomes; false if it became one before. */
export async function claimUpload(tx: Tx, id: string, fileId: string): Promise<boolean> {
  return (await tx.upload.updateMany({ where: { id, fileId: null }, data: { fileId, touchedAt: new Date() } })).count === 1;
}

/** False if it is a file by now, or gone. */
export async function tryDeleteUpload(db: Db, id: string): Promise<boolean> {
  return (await db.upload.deleteMany({ where: { id, fileId: null } })).count === 1;
}

export function getFile(db: Db, id: string) {
  const select = { id: true, name: true, mediaType: true, bytes: true, sha256: true } as const;
  return db.file.findUniqueOrThrow({ where: { id }, select });
}

/** A file, and its preview that waits to be made. */
export async function insertFile(tx: Tx, file: Prisma.FileCreateManyInput): Promise<void> {
  await tx.file.createMany({ data: file });
  await tx.filePreview.createMany({ data: { fileId: file.id } });
}
