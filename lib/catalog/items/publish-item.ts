// Publishing makes the draft's version public; unlisting and removing hide the item but never affect purchases.
import { type Db, isUniqueViolation, type Tx } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import type { ItemDraft } from "./codecs";
import { slugTaken } from "./create-item";
import { changeItem, changeShown, getVersion, readDraft } from "./draft";
import type { OwnedItem } from "./draft-queries";
import { markPublished, updateItem } from "./draft-write-queries";
import { issuesOf, missingParts } from "./missing-parts";
import type { Terms } from "./preview-item";
import { type PriceFloor, requireAboveFloor } from "./price-floor";
import { requireNumber, writeOwnFields } from "./save-item";

interface Deps {
  db: Db;
  clock: Clock;
}

/** The draft's version; refuses an incomplete draft with `not_publishable` and the missing parts. */
export async function getPublishable(tx: Tx, item: OwnedItem) {
  const draft = await getVersion(tx, item.draftVersionId);
  const issues = issuesOf(missingParts(item, draft));
  if (issues.length)
    throw new Refusal("not_publishable", `Not ready to publish. ${issues.map((issue) => issue.message).join(" ")}`, { issues });
  return draft;
}

/** Clears the schedule of an item that is published, unscheduled or removed. */
export const unscheduled = { scheduledFor: null, scheduleMissing: [] };

/** Publishes a version, which is immutable from then on. `at` is the date of a first publishing. */
export async function publishVersion(
  tx: Tx,
  item: OwnedItem,
  versionId: string,
  { listed, at, now }: { listed: boolean; at: Date; now: Date },
): Promise<void> {
  await markPublished(tx, versionId, now);
  const status = listed ? "listed" : "unlisted";
  await updateItem(tx, item.id, { publishedVersionId: versionId, status, publishedAt: item.publishedAt ?? at, ...unscheduled });
}

const EARLIEST = new Date(0);

function checkDate(at: Date, now: Date): void {
  const message = "A piece that was published elsewhere has a date in the past.";
  if (at > now || at < EARLIEST)
    throw new Refusal("invalid_request", message, { issues: [{ path: "publishedAt", code: "out_of_range", message }] });
}

interface Publishing extends Terms {
  listed: boolean;
  /** Of the draft that is meant. */
  versionNumber?: number | undefined;
  /** Of a first publishing elsewhere. */
  publishedAt?: Date | undefined;
}

/**
 * Publishes the draft, and with it the price, slug and tags that are given. Refuses an incomplete draft with `not_publishable`, one that
 * is not of `versionNumber` with `conflict`, and with `slug_taken`. The first publish sets the item's date: now, or that of where it comes from.
 */
export async function publishItem(
  deps: Deps & PriceFloor,
  wallet: Address,
  itemId: string,
  { listed, publishedAt, versionNumber, ...terms }: Publishing,
): Promise<ItemDraft> {
  const { db, clock } = deps;
  if (publishedAt) checkDate(publishedAt, clock.now());
  try {
    return await changeShown(db, wallet, itemId, async (tx, item) => {
      if (terms.price !== undefined && terms.price !== item.amount) requireAboveFloor(deps, terms.price);
      const draft = await getPublishable(tx, item);
      requireNumber(draft, versionNumber);
      await writeOwnFields({ tx, clock }, item, draft.title, terms);
      const now = clock.now();
      await publishVersion(tx, item, draft.id, { listed, at: publishedAt ?? now, now });
      return readDraft(tx, wallet, itemId);
    });
  } catch (error) {
    throw isUniqueViolation(error) ? slugTaken() : error;
  }
}

function isPublic({ status }: OwnedItem): boolean {
  return status === "listed" || status === "unlisted";
}

function relist(db: Db, wallet: Address, itemId: string, status: "listed" | "unlisted"): Promise<ItemDraft> {
  return changeShown(db, wallet, itemId, async (tx, item) => {
    if (!isPublic(item)) throw new Refusal("conflict", "This item is not published.");
    await updateItem(tx, itemId, { status });
    return readDraft(tx, wallet, itemId);
  });
}

/** Removes the item from the market; its page stays public. */
export const unlistItem = ({ db }: { db: Db }, wallet: Address, itemId: string) => relist(db, wallet, itemId, "unlisted");

/** Lists an unlisted item again, without publishing changes of its draft. */
export const listItem = ({ db }: { db: Db }, wallet: Address, itemId: string) => relist(db, wallet, itemId, "listed");

/**
 * Removes the item permanently. Buyers keep access, its cover included; others get its title and the reason, if one is given. The slug
 * of an item that was never public becomes free. What nobody tried to buy is erased a day later (erase-removed.ts).
 */
export function removeItem({ db }: { db: Db }, wallet: Address, itemId: string, reason = ""): Promise<void> {
  return changeItem(db, wallet, itemId, async (tx, item) => {
    const slug = item.publishedAt ? item.slug : item.id;
    await updateItem(tx, itemId, { status: "removed", slug, removalReason: reason || null, ...unscheduled });
  });
}
