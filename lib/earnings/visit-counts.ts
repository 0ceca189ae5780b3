// What happens before a purchase, counted in this process's memory and added to the database every few seconds: the unpaid 402 is
// the hottest path there is, and waits for no count. Numbers for each item and UTC day, and nothing of whom they count.
// What was not written when a process is killed is lost.
import type { Db } from "../db/client";
import type { Clock } from "../kernel/clock";
import type { ItemDayCount, VisitStep } from "./types";
import { addCounts } from "./visit-queries";

/** While the database is away, counts of this many items are kept. */
const ENTRIES_MAX = 10_000;

export interface VisitCounts {
  count(itemId: string, step: VisitStep): void;
  /** What was counted since the last time. */
  take(): ItemDayCount[];
  /** Puts back what could not be written. */
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

/** Adds to the database what this process counted; any number of processes may. */
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
