// Scheduling: a complete draft waits for its time and is then published by itself, once, by whichever process comes first. A server
// that was down at that time does it when it is back.
import type { Db, Tx } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import type { ItemDraft } from "../types";
import { changeItem, getVersion, readDraft } from "./draft";
import type { OwnedItem } from "./draft-queries";
import { getItemRow, updateItem } from "./draft-write-queries";
import { getPublishable, missingIn, showVersion, unscheduled } from "./publish-item";
import { lockDue, selectDue } from "./schedule-queries";

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

/** Sets or changes the time of the first publishing. Throws `not_publishable` for a draft that is not complete. */
export async function scheduleItem(
  { db, clock }: Deps,
  wallet: Address,
  itemId: string,
  { at, listed }: Schedule,
): Promise<ItemDraft> {
  checkTime(at, clock.now());
  return changeItem(db, wallet, itemId, async (tx, item) => {
    if (item.publishedAt) throw new Refusal("conflict", "This item is published already: only a first publishing is scheduled.");
    await getPublishable(tx, item);
    await updateItem(tx, itemId, { status: "scheduled", scheduledFor: at, scheduledListed: listed, scheduleProblem: null });
    return readDraft(tx, wallet, itemId);
  });
}

/** A draft again. Throws `conflict` for what is not scheduled: it may have been published a moment ago. */
export function unscheduleItem({ db }: { db: Db }, wallet: Address, itemId: string): Promise<ItemDraft> {
  return changeItem(db, wallet, itemId, async (tx, item) => {
    if (item.status !== "scheduled") throw new Refusal("conflict", "This item is not scheduled.");
    await updateItem(tx, itemId, { status: "draft", ...unscheduled });
    return readDraft(tx, wallet, itemId);
  });
}

/** What was saved last is published, under the date it was meant for; what is no longer complete is a draft again and says why. */
async function publishScheduled(tx: Tx, item: OwnedItem, now: Date): Promise<boolean> {
  const draft = await getVersion(tx, item.draftVersionId);
  const missing = missingIn(item, draft).map(({ message }) => message);
  if (missing.length === 0) {
    await showVersion(tx, item, draft.id, { listed: item.scheduledListed, at: item.scheduledFor ?? now, now });
    return true;
  }
  const scheduleProblem = missing.join(" ");
  await updateItem(tx, item.id, { status: "draft", scheduledFor: null, scheduleProblem });
  return false;
}

/** Publishes what is due; of several processes each item is published by one. Returns the ids of those published here. */
export async function publishDue({ db, clock }: Deps): Promise<string[]> {
  const published: string[] = [];
  const now = clock.now();
  for (const id of await selectDue(db, now, BATCH)) {
    const done = await db.$transaction(async (tx) => {
      if (!(await lockDue(tx, id, now))) return false;
      return publishScheduled(tx, await getItemRow(tx, id), now);
    });
    if (done) published.push(id);
  }
  return published;
}
