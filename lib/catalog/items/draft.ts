// The draft is the item's newest version. Each change of its bytes creates a version; only an autosave may replace an autosave.
// Published versions never change.
import type { Db, Tx } from "../../db/client";
import type { Address } from "../../kernel/address";
import { formatBytes } from "../../kernel/bytes";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { ownShopSuspended } from "../creators/find-creator";
import { autosaveWindowMs, textBytesMax } from "../limits";
import type { ItemDraft } from "./codecs";
import { describe, type VersionContent } from "./commitment";
import {
  hasTexts,
  lockOwnedItem,
  lockSuspension,
  type OwnedItem,
  type StoredVersion,
  selectOwnedItem,
  selectStoredVersion,
  selectTextBytes,
  type WorkedItem,
} from "./draft-queries";
import { insertVersion, keepAutosave, replaceAutosave, updateItem } from "./draft-write-queries";
import { issuesOf } from "./missing-parts";

const notYours = () => new Refusal("not_found", "There is no such item of yours.");

const hiddenByOperator = (note = "") =>
  new Refusal(
    "hidden",
    `The operator of this site has hidden this piece.${note && ` They say: “${note}”`} Ask them to restore it.`,
  );

function requireThere(item: WorkedItem | undefined): WorkedItem {
  if (!item) throw notYours();
  if (item.status === "removed") throw new Refusal("removed", "You took this item down.");
  return item;
}

/** Refuses another creator's item with `not_found`, and a removed one with `removed`. */
export async function getOwned(db: Db | Tx, wallet: Address, itemId: string): Promise<WorkedItem> {
  return requireThere(await selectOwnedItem(db, wallet, itemId));
}

const patience = { maxWait: 10_000, timeout: 15_000 };

type Change<T> = (tx: Tx, item: WorkedItem) => Promise<T>;

/** Runs a change in a transaction that locks the item's row. */
export function changeItem<T>(db: Db, wallet: Address, itemId: string, change: Change<T>): Promise<T> {
  return db.$transaction(async (tx) => change(tx, requireThere(await lockOwnedItem(tx, wallet, itemId))), patience);
}

/** The same for what may show the item to readers: refuses with `hidden` and `suspended` what an operator has forbidden. */
export function changeShown<T>(db: Db, wallet: Address, itemId: string, change: Change<T>): Promise<T> {
  return db.$transaction(async (tx) => {
    // Creators are locked before their items, as by who suspends them.
    const isSuspended = await lockSuspension(tx, wallet);
    const item = requireThere(await lockOwnedItem(tx, wallet, itemId));
    if (isSuspended) throw ownShopSuspended();
    if (item.status === "hidden") throw hiddenByOperator(item.hidden?.note);
    return change(tx, item);
  }, patience);
}

export async function getVersion(db: Db | Tx, versionId: string | null): Promise<StoredVersion> {
  const version = versionId === null ? undefined : await selectStoredVersion(db, versionId);
  if (!version) throw new Error(`there is no version ${versionId}`);
  return version;
}

function sameBytes(a: VersionContent, b: VersionContent): boolean {
  const texts = (["title", "dek", "preview", "content"] as const).every((key) => a[key] === b[key]);
  const files = ({ files }: VersionContent) => JSON.stringify(files.map(({ id, name }) => [id, name]));
  return texts && files(a) === files(b);
}

type Draftable = Pick<OwnedItem, "id" | "creatorId" | "kind" | "draftVersionId" | "publishedVersionId">;

interface Deps {
  tx: Tx;
  clock: Clock;
}

/** The published version, if it differs from the draft and has the content of `next`. */
async function findPublishedAs(tx: Tx, item: Draftable, next: VersionContent): Promise<StoredVersion | undefined> {
  const { publishedVersionId: id, draftVersionId } = item;
  if (id === null || id === draftVersionId || !(await hasTexts(tx, id, next))) return undefined;
  const published = await getVersion(tx, id);
  return sameBytes(published, next) ? published : undefined;
}

/**
 * Stores `next` and returns its version: the draft's or the published one if the bytes are equal, else the replaced autosave or a new
 * version. A requested save is never replaced. `draft` is null for a new item.
 */
export async function saveVersion(
  { tx, clock }: Deps,
  item: Draftable,
  draft: StoredVersion | null,
  next: VersionContent,
  isAutosave = false,
): Promise<Pick<StoredVersion, "id" | "number" | "isAutosave">> {
  const same = draft && sameBytes(draft, next) ? draft : await findPublishedAs(tx, item, next);
  if (same) {
    if (same.isAutosave && !isAutosave) await keepAutosave(tx, same.id);
    return { ...same, isAutosave: same.isAutosave && isAutosave };
  }
  const { title, dek, preview, content, files } = next;
  const now = clock.now();
  // Version numbers only increase, so that a save based on a replaced autosave is still detected as a conflict.
  const number = (draft?.newestNumber ?? 0) + 1;
  const values = { number, title, dek, preview, content, savedAt: now, ...describe(item.kind, next) };
  if (isAutosave && draft?.isAutosave) {
    const since = new Date(now.getTime() - autosaveWindowMs);
    if (await replaceAutosave(tx, draft.id, since, values)) return { id: draft.id, number, isAutosave };
  }
  await requireTextRoom(tx, item.creatorId);
  const id = newId("ver", now.getTime());
  await insertVersion(tx, { id, itemId: item.id, isAutosave, createdAt: now, ...values }, files);
  return { id, number, isAutosave };
}

/** Stores `next` as the draft. */
export async function setDraft(deps: Deps, item: Draftable, draft: StoredVersion | null, next: VersionContent): Promise<void> {
  const { id } = await saveVersion(deps, item, draft, next);
  if (id !== item.draftVersionId) await updateItem(deps.tx, item.id, { draftVersionId: id });
}

/** Bounds what an account, which is free to create, may store. Concurrent saves may exceed it slightly. */
async function requireTextRoom(tx: Tx, creatorId: string): Promise<void> {
  if ((await selectTextBytes(tx, creatorId)) < textBytesMax) return;
  throw new Refusal(
    "quota_exceeded",
    `The versions of your texts take all of the ${formatBytes(textBytesMax)} that there are for them. This change was not kept.`,
  );
}

/** The draft, for its creator. */
export async function readDraft(tx: Db | Tx, wallet: Address, itemId: string): Promise<ItemDraft> {
  const item = await getOwned(tx, wallet, itemId);
  const { title, dek, preview, content, files, number, isAutosave } = await getVersion(tx, item.draftVersionId);
  const { id, kind, status, slug, tags, amount, scheduledFor, scheduledListed, scheduleMissing, updatedAt, hidden } = item;
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
    isAutosave: isAutosave && hasUnpublishedChanges,
    hasUnpublishedChanges,
    cover,
    scheduledFor,
    scheduledListed,
    scheduleIssues: issuesOf(scheduleMissing),
    hidden,
    updatedAt,
  };
}

export function getDraft({ db }: { db: Db }, wallet: Address, itemId: string): Promise<ItemDraft> {
  return readDraft(db, wallet, itemId);
}
