// The paid part itself. Only for callers that have checked the right to it.
import type { Db } from "../db/client";
import { selectFiles } from "./queries";
import type { FileSummary } from "./types";

export interface PaidContent {
  versionId: string;
  title: string;
  /** Markdown: the article, or a file item's note. */
  content: string;
  files: FileSummary[];
}

export async function getPaidContent({ db }: { db: Db }, versionId: string): Promise<PaidContent> {
  const select = { title: true, content: true, item: { select: { kind: true } } } as const;
  const { title, content, item } = await db.itemVersion.findUniqueOrThrow({ where: { id: versionId }, select });
  return { versionId, title, content, files: item.kind === "file" ? await selectFiles(db, versionId) : [] };
}

export interface PaidFile extends FileSummary {
  storageKey: string;
  createdAt: Date;
}

/** A file that readers of this item ever saw: of its published version, or of one that somebody bought. */
export async function findPaidFile({ db }: { db: Db }, itemId: string, fileId: string): Promise<PaidFile | undefined> {
  const seen = { version: { OR: [{ publishedOf: { id: itemId } }, { purchases: { some: { state: "confirmed" as const } } }] } };
  const file = await db.file.findFirst({ where: { id: fileId, itemId, versions: { some: seen } } });
  if (!file) return undefined;
  const { id, name, mediaType, bytes, sha256, storageKey, createdAt } = file;
  return { id, name, mediaType, bytes, sha256, storageKey, createdAt };
}
