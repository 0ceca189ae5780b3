// A shop at one moment: its items, and which versions they pointed to, read in one transaction. What a version says does not change
// once it was published, so texts and files are read afterwards, one by one, however long the download takes.
import type { Db } from "../db/client";
import { type Address, lower } from "../kernel/address";
import type { Clock } from "../kernel/clock";
import { Refusal } from "../kernel/errors";

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

/** Refuses with `not_allowed` who is no creator. A few hundred bytes an item are held. */
export function takeSnapshot({ db, clock }: { db: Db; clock: Clock }, wallet: Address) {
  return db.$transaction(
    async (tx) => {
      const creator = await tx.creator.findUnique({ where: { wallet: lower(wallet) }, select: creatorFields });
      if (!creator) throw new Refusal("not_allowed", "Only creators have something to export.");
      const items = await tx.item.findMany({ where: { creatorId: creator.id }, select: itemFields, orderBy: { id: "asc" } });
      return { takenAt: clock.now(), creator, items };
    },
    { isolationLevel: "RepeatableRead", timeout: 60_000 },
  );
}

export type Snapshot = Awaited<ReturnType<typeof takeSnapshot>>;
export type SnapshotItem = Snapshot["items"][number];

/** The versions an item had at that moment, oldest first, without their texts. */
export function listVersionsAt({ db }: { db: Db }, itemId: string, takenAt: Date) {
  return db.itemVersion.findMany({
    where: { itemId, createdAt: { lte: takenAt } },
    select: { id: true, number: true },
    orderBy: { number: "asc" },
  });
}

/** Where the largest size of a picture lies; undefined also for one that was replaced meanwhile. */
export async function findPictureKey({ db }: { db: Db }, pictureId: string | null): Promise<string | undefined> {
  if (!pictureId) return undefined;
  const size = await db.pictureSize.findFirst({ where: { pictureId }, orderBy: { width: "desc" }, select: { storageKey: true } });
  return size?.storageKey;
}

/** A version's text, and where its files lie. */
export async function readVersion({ db }: { db: Db }, versionId: string) {
  const { files, ...text } = await db.itemVersion.findUniqueOrThrow({
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
  return { ...text, files: files.map(({ name, file }) => ({ ...file, name: name ?? file.name })) };
}

export type SnapshotVersion = Awaited<ReturnType<typeof readVersion>>;
