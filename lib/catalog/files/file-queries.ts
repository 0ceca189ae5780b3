// Rows of uploads and files, through Prisma's client.
import type { Db, Tx } from "../../db/client";
import type { Prisma } from "../../db/generated/client";

/** An item's unfinished uploads, oldest first. */
export function listUnfinished(db: Db, itemId: string) {
  return db.upload.findMany({ where: { itemId, fileId: null }, orderBy: { id: "asc" } });
}

/** Up to `most` unfinished uploads after the id `start` that received no bytes since `before`, with their creators' wallets. */
export function listLeftAlone(db: Db, before: Date, start: string, most: number) {
  return db.upload.findMany({
    where: { fileId: null, touchedAt: { lt: before }, id: { gt: start } },
    orderBy: { id: "asc" },
    take: most,
    include: { item: { select: { creator: { select: { wallet: true } } } } },
  });
}

/** The subset of these ids that are existing uploads. */
export async function listKnown(db: Db, ids: string[]): Promise<Set<string>> {
  const rows = await db.upload.findMany({ where: { id: { in: ids } }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

/** The number of files in an item's draft, unfinished uploads included. */
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

/** Records an upload's file id; false if it has one already. */
export async function claimUpload(tx: Tx, id: string, fileId: string): Promise<boolean> {
  return (await tx.upload.updateMany({ where: { id, fileId: null }, data: { fileId, touchedAt: new Date() } })).count === 1;
}

/** False if the upload has become a file or does not exist. */
export async function tryDeleteUpload(db: Db, id: string): Promise<boolean> {
  return (await db.upload.deleteMany({ where: { id, fileId: null } })).count === 1;
}

export function getFile(db: Db, id: string) {
  const select = { id: true, name: true, mediaType: true, bytes: true, sha256: true } as const;
  return db.file.findUniqueOrThrow({ where: { id }, select });
}

/** Inserts a file and its pending preview. */
export async function insertFile(tx: Tx, file: Prisma.FileCreateManyInput): Promise<void> {
  await tx.file.createMany({ data: file });
  await tx.filePreview.createMany({ data: { fileId: file.id } });
}
