// Counts the steps before a purchase in memory and adds them to the database every few seconds, so that the unpaid 402, the most
// frequent request, does not wait for a write. The counts are numbers by item and UTC day, with nothing about the visitor.
// Counts not yet written are lost when the process is killed.
import type { Db } from "../db/client";
import type { Clock } from "../kernel/clock";
import type { ItemDayCount, VisitStep } from "./types";
import { addCounts } from "./visit-queries";

/** Bound on the number of items whose counts are kept while the database does not answer. */
const ENTRIES_MAX = 10_000;

export interface VisitCounts {
  count(itemId: string, step: VisitStep): void;
  /** Returns the counts since the last call, and resets them. */
  take(): ItemDayCount[];
  /** Puts back counts that could not be written. */
  giveBack(counts: ItemDayCount[]): void;
}

export function createVisitCounts(clock: Clock): VisitCounts {
  let entries = new Map<string, ItemDayCount>();

  function entryOf(itemId: string, day: string): ItemDayCount | undefined {
    const key = `${day} ${itemId}`;
    const found = entries.get(key);
    if (found || entries.size >= ENTRIES_MAX) return found;
    const entry = { itemId, day, viewed: 0, reachedWall: 0, connected: 0, personChallenged: 0, agentChallenged: 0 };
    entries.set(key, entry);
    return entry;
  }

  return {
    count(itemId, step) {
      const entry = entryOf(itemId, clock.now().toISOString().slice(0, 10));
      if (entry) entry[step]++;
    },
    take() {
      const taken = [...entries.values()];
      entries = new Map();
      return taken;
    },
    giveBack(counts) {
      for (const { itemId, day, ...steps } of counts) {
        const entry = entryOf(itemId, day);
        if (entry) for (const [step, count] of Object.entries(steps)) entry[step as VisitStep] += count;
      }
    },
  };
}

/** Adds this process's counts to the database. */
export async function writeVisits({ db, visits }: { db: Db; visits: VisitCounts }): Promise<void> {
  const counts = visits.take();
  if (counts.length === 0) return;
  try {
    await addCounts(db, counts);
  } catch (error) {
    visits.giveBack(counts);
    throw error;
  }
}
