// The draft: the item's newest version. Every change of its bytes makes another one; only an autosave may replace an autosave.
// Readers keep what was published, and what was published never changes.
import type { Db, Tx } from "../../db/client";
import { type Address, lower } from "../../kernel/address";
import { formatBytes } from "../../kernel/bytes";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { autosaveWindowMs, textBytesMax } from "../limits";
import type { ItemDraft, ItemKind, ItemStatus } from "../types";
import { describe, type VersionContent } from "./commitment";
import { selectFiles } from "./item-queries";
import { selectTextBytes } from "./version-queries";

export interface OwnedItem {
  id: string;
  creatorId: string;
  kind: ItemKind;
  status: ItemStatus;
  slug: string;
  tags: string[];
  amount: bigint;
  draftVersionId: string | null;
  publishedVersionId: string | null;
  publishedAt: Date | null;
  scheduledFor: Date | null;
  scheduledListed: boolean;
  scheduleProblem: string | null;
  coverId: string | null;
  coverAlt: string;
  updatedAt: Date;
}

const notYours = () => new Refusal("not_found", "There is no such item of yours.");

/** Refuses with `not_found` what belongs to somebody else, and with `removed` what was taken down. */
export async function getOwned(db: Db | Tx, wallet: Address, itemId: string): Promise<OwnedItem> {
  const item = await db.item.findFirst({ where: { id: itemId, creator: { wallet: lower(wallet) } } });
  if (!item) throw notYours();
  if (item.status === "removed") throw new Refusal("removed", "You took this item down.");
  return item;
}

/** Runs a change of one item alone: its row is locked, so changes of the same item take turns. */
export function changeItem<T>(
  db: Db,
  wallet: Address,
  itemId: string,
  change: (tx: Tx, item: OwnedItem) => Promise<T>,
): Promise<T> {
  return db.$transaction(
    async (tx) => {
      // Not FOR UPDATE, which purchases of the item would wait for; and nobody locks what is another's.
      await tx.$queryRaw`SELECT 1 FROM item i JOIN creator c ON c.id = i.creator_id
        WHERE i.id = ${itemId} AND c.wallet = ${lower(wallet)} FOR NO KEY UPDATE OF i`;
      return change(tx, await getOwned(tx, wallet, itemId));
    },
    { maxWait: 10_000, timeout: 15_000 },
  );
}

export type StoredVersion = VersionContent & { id: string; number: number };

export async function getVersion(tx: Db | Tx, versionId: string): Promise<StoredVersion> {
  const select = { id: true, number: true, title: true, dek: true, preview: true, content: true } as const;
  const version = await tx.itemVersion.findUniqueOrThrow({ where: { id: versionId }, select });
  return { ...version, files: await selectFiles(tx, versionId) };
}

function sameBytes(a: VersionContent, b: VersionContent): boolean {
  const texts = (["title", "dek", "preview", "content"] as const).every((key) => a[key] === b[key]);
  const files = ({ files }: VersionContent) => JSON.stringify(files.map(({ id, name }) => [id, name]));
  return texts && files(a) === files(b);
}

type Draftable = Pick<OwnedItem, "id" | "kind" | "draftVersionId" | "publishedVersionId">;

interface Deps {
  tx: Tx;
  clock: Clock;
}

/**
 * Makes `next` the draft. Bytes that are already the draft's or the published version's make no new version; a save that somebody
 * asked for keeps them as one.
 */
export async function setDraft(deps: Deps, item: Draftable, next: VersionContent, isAutosave = false): Promise<void> {
  const { tx } = deps;
  const ids = [item.draftVersionId, item.publishedVersionId].filter((id) => id !== null);
  const known = await Promise.all([...new Set(ids)].map((id) => getVersion(tx, id)));
  const same = known.find((version) => sameBytes(version, next));
  if (same && !isAutosave)
    await tx.itemVersion.updateMany({ where: { id: same.id, isAutosave: true, publishedAt: null }, data: { isAutosave: false } });
  if (!same && isAutosave && (await replaceAutosave(deps, item, next))) return;
  const versionId = same?.id ?? (await insertVersion(deps, item, next, isAutosave));
  if (versionId !== item.draftVersionId) await tx.item.update({ where: { id: item.id }, data: { draftVersionId: versionId } });
}

/** Numbers only grow, so that who started from an earlier text is told, even when that text's row has been replaced. */
async function nextNumber(tx: Tx, itemId: string): Promise<number> {
  const newest = await tx.itemVersion.aggregate({ where: { itemId }, _max: { number: true } });
  return (newest._max.number ?? 0) + 1;
}

/** One sitting leaves one version every few minutes, not one for each pause. False if the draft is none that may be replaced. */
async function replaceAutosave({ tx, clock }: Deps, item: Draftable, next: VersionContent): Promise<boolean> {
  const { title, dek, preview, content } = next;
  const now = clock.now();
  const { count } = await tx.itemVersion.updateMany({
    where: {
      id: item.draftVersionId ?? "",
      isAutosave: true,
      publishedAt: null,
      purchases: { none: {} },
      createdAt: { gt: new Date(now.getTime() - autosaveWindowMs) },
    },
    data: { number: await nextNumber(tx, item.id), title, dek, preview, content, savedAt: now, ...describe(item.kind, next) },
  });
  return count === 1;
}

/** Wallets cost nothing, and two megabytes are quickly sent. No writer comes near; saves at the same moment may go a little over it. */
async function requireTextRoom(tx: Tx, itemId: string): Promise<void> {
  if ((await selectTextBytes(tx, itemId)) < textBytesMax) return;
  throw new Refusal(
    "quota_exceeded",
    `The versions of your texts take all of the ${formatBytes(textBytesMax)} that there are for them. This change was not kept.`,
  );
}

async function insertVersion({ tx, clock }: Deps, item: Draftable, next: VersionContent, isAutosave: boolean): Promise<string> {
  const { title, dek, preview, content, files } = next;
  await requireTextRoom(tx, item.id);
  const now = clock.now();
  const id = newId("ver", now.getTime());
  const text = { title, dek, preview, content, ...describe(item.kind, next) };
  const number = await nextNumber(tx, item.id);
  await tx.itemVersion.create({ data: { id, itemId: item.id, number, isAutosave, createdAt: now, savedAt: now, ...text } });
  await tx.versionFile.createMany({
    data: files.map((file, position) => ({ versionId: id, fileId: file.id, position, name: file.name })),
  });
  return id;
}

/** The draft as its creator sees it. */
export async function readDraft(tx: Db | Tx, wallet: Address, itemId: string): Promise<ItemDraft> {
  const item = await getOwned(tx, wallet, itemId);
  if (!item.draftVersionId) throw notYours();
  const { title, dek, preview, content, files, number } = await getVersion(tx, item.draftVersionId);
  const { id, kind, status, slug, tags, amount, scheduledFor, scheduledListed, scheduleProblem, updatedAt } = item;
  const cover = item.coverId ? { id: item.coverId, alt: item.coverAlt } : null;
  const hasUnpublishedChanges = item.draftVersionId !== item.publishedVersionId;
  return {
    id,
    kind,
    status,
    slug,
    title,
    dek,
    tags,
    amount,
    preview,
    content,
    files,
    versionNumber: number,
    hasUnpublishedChanges,
    cover,
    scheduledFor,
    scheduledListed,
    scheduleProblem,
    updatedAt,
  };
}

export function getDraft({ db }: { db: Db }, wallet: Address, itemId: string): Promise<ItemDraft> {
  return readDraft(db, wallet, itemId);
}
