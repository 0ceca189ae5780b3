// Rows of uploads and files, through Prisma's client.
import type { Db, Tx } from "../../db/client";
import type { Prisma } from "../../db/generated/client";
import type { Address } from "../../kernel/address";

export function findUpload(db: Db, id: string) {
  return db.upload.findUnique({ where: { id } });
}

export function findOwnUpload(db: Db | Tx, wallet: Address, itemId: string, id: string) {
  return db.upload.findFirst({ where: { id, itemId, item: { creator: { wallet } } } });
}

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

/** Says that bytes arrived just now; nothing happens to an upload that is gone. */
export async function touchUpload(db: Db, id: string): Promise<void> {
  await db.upload.updateMany({ where: { id }, data: { touchedAt: new Date() } });
}

/** What the sender says the bytes hash to, unless they were hashed before. */
export async function announceSha256(db: Db, id: string, sha256: string): Promise<void> {
  await db.upload.updateMany({ where: { id, digest: null }, data: { sha256 } });
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
export async function insertFile(tx: Tx, file: Prisma.FileUncheckedCreateInput): Promise<void> {
  await tx.file.create({ data: { ...file, preview: { create: {} } } });
}
