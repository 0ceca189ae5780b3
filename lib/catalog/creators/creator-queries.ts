// Rows of creators and of their former handles.
import type { Db, Tx } from "../../db/client";
import type { Prisma } from "../../db/generated/client";
import type { Address } from "../../kernel/address";

export function findCreatorRow(db: Db, key: { handle: string } | { wallet: Address }) {
  return db.creator.findUnique({ where: key });
}

export async function findHandle(tx: Tx, wallet: Address): Promise<string | undefined> {
  return (await tx.creator.findUnique({ where: { wallet }, select: { handle: true } }))?.handle;
}

/** Inserts or updates the wallet's creator; returns its id. */
export async function upsertCreator(
  tx: Tx,
  fresh: Prisma.CreatorUncheckedCreateInput,
  update: Prisma.CreatorUncheckedUpdateInput,
): Promise<string> {
  return (await tx.creator.upsert({ where: { wallet: fresh.wallet }, create: fresh, update })).id;
}

/** The creator who gave this handle up and is still found by it, if any. */
export async function findFormerOwner(tx: Tx, handle: string): Promise<string | undefined> {
  return (await tx.formerHandle.findUnique({ where: { handle } }))?.creatorId;
}

export function countFormerHandles(tx: Tx, creatorId: string): Promise<number> {
  return tx.formerHandle.count({ where: { creatorId } });
}

/** Nothing happens to one that came free in the meantime. */
export async function deleteFormerHandle(tx: Tx, handle: string): Promise<void> {
  await tx.formerHandle.deleteMany({ where: { handle } });
}

export async function insertFormerHandle(tx: Tx, handle: string, creatorId: string): Promise<void> {
  await tx.formerHandle.create({ data: { handle, creatorId } });
}
