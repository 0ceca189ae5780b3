// Rows of previews: how looking into a file ended, and whether its creator shows it.
import { createHash } from "node:crypto";
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import type { Job } from "./preview-queries";
import type { Made, PreviewPart } from "./types";

const held = ({ fileId, attempts }: Job) => ({ fileId, attempts, state: "waiting" as const });

const rowOf = (fileId: string) => (part: PreviewPart, position: number) => {
  const content = new Uint8Array(part.content);
  return { ...part, fileId, position, content, sha256: createHash("sha256").update(content).digest("hex") };
};

/** Writes how it ended; false if another worker has taken the file since. */
export function finishJob(db: Db, job: Job, state: "made" | "none" | "failed", made: Made): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const data = { state, reason: made.reason ?? null, facts: { ...made.facts } };
    const { count } = await tx.filePreview.updateMany({ where: held(job), data });
    if (count === 0) return false;
    await tx.previewPart.createMany({ data: made.parts.map(rowOf(job.fileId)) });
    return true;
  });
}

/** Gives the file back, to be taken again at `dueAt`. */
export async function postponeJob(db: Db, job: Job, dueAt: Date): Promise<void> {
  await db.filePreview.updateMany({ where: held(job), data: { dueAt } });
}

/** True if the wallet's item has the file. */
export async function updateShown(db: Db, wallet: Address, itemId: string, fileId: string, isShown: boolean): Promise<boolean> {
  const { count } = await db.filePreview.updateMany({
    where: { fileId, file: { itemId, item: { creator: { wallet } } } },
    data: { isShown },
  });
  return count === 1;
}
