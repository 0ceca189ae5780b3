// How payments wait for company. A node lets few transactions of one key wait, and one of them can carry many payments: the fewer places
// are left, the more go in each.
import type { PaymentDeps } from "../deps";
import { pendingOn } from "../settlement/pending-transactions";
import { inTransactions, type Sharing } from "./shared-transactions";

/** Of one sender that nodes let wait: reth's max_account_slots, and what geth's accountslots guarantees. */
const PLACES = 16;
/** Of a key: while no more are taken, who comes goes at once. */
const FREE_PLACES = 4;
/** For each place that is taken: nobody waits for company any longer. */
const WAIT_EACH_MS = 20;
/** Two blocks of two seconds, after which a place is hoped for no longer. */
const WAIT_FULL_MS = 4_000;
const LOOK_MS = 10;

type Deps = Pick<PaymentDeps, "db" | "network" | "facilitator" | "clock" | "sleep">;

interface Places {
  /** Of a key, on average. */
  taken: number;
  /** Of all keys. */
  free: number;
  /** How many payments may share a transaction now. */
  members: number;
}

function placesOf(deps: Deps): Places {
  const { relayers, membersMax } = deps.facilitator;
  const pending = pendingOn(deps);
  const count = pending.count(deps.clock.now().getTime());
  return {
    taken: relayers.length > 0 ? Math.ceil(count / relayers.length) : 0,
    free: Math.max(0, relayers.length * PLACES - count),
    members: pending.mayShare ? membersMax() : 1,
  };
}

/** Whether others are so many that it is worth waiting for them. */
export const isBusy = (deps: Deps): boolean => placesOf(deps).taken >= FREE_PLACES;

/** How many should go together where so many places are taken, and how long they wait for each other, in milliseconds. */
function companyFor({ taken, members }: Places): { wanted: number; waitMs: number } {
  if (taken < FREE_PLACES) return { wanted: 1, waitMs: 0 };
  return { wanted: Math.min(taken, members), waitMs: Math.min(taken, PLACES) * WAIT_EACH_MS };
}

/** Waits until it is enough, as the places are at each look. A nap may last longer than it should, and a clock may be set back. */
async function waitFor(deps: Deps, isEnough: (places: Places, waitedMs: number) => boolean): Promise<void> {
  const now = () => deps.clock.now().getTime();
  const start = now();
  for (let naps = 0; !isEnough(placesOf(deps), Math.max(now() - start, naps * LOOK_MS)); naps++) await deps.sleep(LOOK_MS);
}

function hasCompany(places: Places, waiting: number, waitedMs: number): boolean {
  const { wanted, waitMs } = companyFor(places);
  return waiting >= wanted || waitedMs >= waitMs;
}

/** Until as many wait as go together now, or have waited for long enough. At once, without a promise, while there are places. */
export function gatherCompany(deps: Deps, count: () => number, most: number): number | Promise<number> {
  if (hasCompany(placesOf(deps), count(), 0)) return most;
  return waitFor(deps, (places, waitedMs) => hasCompany(places, count(), waitedMs)).then(() => most);
}

/**
 * The same, and until there are places for them: then so many of `waiting`, up to `most`, as the free places hold, for which it matters who
 * may share a transaction. Where others settle, all at once.
 */
export function gatherForPlaces(deps: Deps, waiting: readonly { item: Sharing }[], most: number): number | Promise<number> {
  if (deps.facilitator.relayers.length === 0) return most;
  const isReady = (places: Places, waitedMs: number) =>
    places.free > 0 ? hasCompany(places, waiting.length, waitedMs) : waitedMs >= WAIT_FULL_MS;
  const fitting = () => {
    const next = waiting.slice(0, most).map(({ item }) => item);
    return inTransactions(next, pendingOn(deps).mayShare, Math.max(1, placesOf(deps).free)).flat().length;
  };
  return isReady(placesOf(deps), 0) ? fitting() : waitFor(deps, isReady).then(fitting);
}
