// A shop at one moment: its items and their versions, read in one transaction. Published versions never change, so their texts and
// files are read afterwards, one by one, however long the download takes.
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import type { Clock } from "../kernel/clock";
import { Refusal } from "../kernel/errors";
import {
  findExporter,
  findLargestSize,
  getVersionWithFiles,
  listExportedItems,
  listTextPictures,
  listVersionNumbers,
} from "./snapshot-queries";

/** Throws `not_allowed` for a wallet without a creator. Holds a few hundred bytes for each item. */
export function takeSnapshot({ db, clock }: { db: Db; clock: Clock }, wallet: Address) {
  return db.$transaction(
    async (tx) => {
      const creator = await findExporter(tx, wallet);
      if (!creator) throw new Refusal("not_allowed", "Only creators have something to export.");
      const items = await listExportedItems(tx, creator.id);
      return { takenAt: clock.now(), creator, items };
    },
    { isolationLevel: "RepeatableRead", timeout: 60_000 },
  );
}

export type Snapshot = Awaited<ReturnType<typeof takeSnapshot>>;
export type SnapshotItem = Snapshot["items"][number];

/** The versions that an item had at that moment, oldest first, without their texts. */
export function listVersionsAt({ db }: { db: Db }, itemId: string, takenAt: Date) {
  return listVersionNumbers(db, itemId, takenAt);
}

/** Storage key of a picture's largest size; undefined if the picture was replaced meanwhile. */
export async function findPictureKey({ db }: { db: Db }, pictureId: string | null): Promise<string | undefined> {
  return pictureId ? findLargestSize(db, pictureId) : undefined;
}

/** Storage keys of the pictures in an item's texts, by their names there. */
export function listPictureKeys({ db }: { db: Db }, itemId: string): Promise<Map<string, string>> {
  return listTextPictures(db, itemId);
}

/** A version's text and the storage keys of its files. */
export async function readVersion({ db }: { db: Db }, versionId: string) {
  const { files, ...text } = await getVersionWithFiles(db, versionId);
  return { ...text, files: files.map(({ name, file }) => ({ ...file, name: name ?? file.name })) };
}

export type SnapshotVersion = Awaited<ReturnType<typeof readVersion>>;
