// Scheduling: a complete draft is published at a set time, exactly once across processes, or as soon as a server runs after it.
import type { Db, Tx } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import type { ItemDraft } from "./codecs";
import { changeItem, changeShown, getVersion, readDraft } from "./draft";
import type { OwnedItem } from "./draft-queries";
import { getItemRow, updateItem } from "./draft-write-queries";
import { missingParts } from "./missing-parts";
import { getPublishable, publishVersion, unscheduled } from "./publish-item";
import { lockDue, lockSeller, selectDue } from "./schedule-queries";

interface Deps {
  db: Db;
  clock: Clock;
}

const AHEAD_MAX_MS = 366 * 86_400_000;
const BATCH = 100;

export interface Schedule {
  at: Date;
  listed: boolean;
}

function checkTime(at: Date, now: Date): void {
  const ahead = at.getTime() - now.getTime();
  const message = ahead <= 0 ? "This time is over. Choose a later one." : "Choose a time within a year from now.";
  if (ahead <= 0 || ahead > AHEAD_MAX_MS)
    throw new Refusal("invalid_request", message, { issues: [{ path: "at", code: "out_of_range", message }] });
}

/** Sets or changes the time of the first publishing. Throws `not_publishable` for an incomplete draft. */
export async function scheduleItem(
  { db, clock }: Deps,
  wallet: Address,
  itemId: string,
  { at, listed }: Schedule,
): Promise<ItemDraft> {
  checkTime(at, clock.now());
  return changeShown(db, wallet, itemId, async (tx, item) => {
    if (item.publishedAt) throw new Refusal("conflict", "This item is published already: only a first publishing is scheduled.");
    await getPublishable(tx, item);
    await updateItem(tx, itemId, { status: "scheduled", scheduledFor: at, scheduledListed: listed, scheduleMissing: [] });
    return readDraft(tx, wallet, itemId);
  });
}

/** Makes a scheduled item a draft. Throws `conflict` if it is not scheduled, for example just published. */
export function unscheduleItem({ db }: { db: Db }, wallet: Address, itemId: string): Promise<ItemDraft> {
  return changeItem(db, wallet, itemId, async (tx, item) => {
    if (item.status !== "scheduled") throw new Refusal("conflict", "This item is not scheduled.");
    await updateItem(tx, itemId, { status: "draft", ...unscheduled });
    return readDraft(tx, wallet, itemId);
  });
}

/** Publishes the last save with the scheduled date; an incomplete draft is unscheduled and keeps what it lacked. */
async function publishScheduled(tx: Tx, item: OwnedItem, now: Date): Promise<boolean> {
  const draft = await getVersion(tx, item.draftVersionId);
  const scheduleMissing = missingParts(item, draft);
  if (scheduleMissing.length === 0) {
    await publishVersion(tx, item, draft.id, { listed: item.scheduledListed, at: item.scheduledFor ?? now, now });
    return true;
  }
  await updateItem(tx, item.id, { status: "draft", scheduledFor: null, scheduleMissing });
  return false;
}

/** Publishes due items, each in one process only. Returns the ids published by this call. */
export async function publishDue({ db, clock }: Deps): Promise<string[]> {
  const published: string[] = [];
  const now = clock.now();
  for (const id of await selectDue(db, now, BATCH)) {
    const done = await db.$transaction(async (tx) => {
      await lockSeller(tx, id);
      if (!(await lockDue(tx, id, now))) return false;
      return publishScheduled(tx, await getItemRow(tx, id), now);
    });
    if (done) published.push(id);
  }
  return published;
}
