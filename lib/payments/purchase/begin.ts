// A payment begins: its row, its relayer nonce and its signed transaction are stored in one commit, before anything is sent. Those that
// come while one commit is under way share the next, and those of plain accounts a transaction.
import type { FeesPerGas, PreparedSettlement } from "../../chain/facilitator";
import {
  type Ask,
  askPool,
  type Db,
  isAnswerLost,
  isInTheWay,
  isUnavailable,
  isUniqueViolation,
  transactPool,
} from "../../db/client";
import type { Address, Hash } from "../../kernel/address";
import { newId } from "../../kernel/ids";
import { inSpan } from "../../kernel/trace";
import type { PaymentDeps } from "../deps";
import { type Begun, type Counter, findTaken, readCounters, rowsOf, slotsOf, tryStore } from "../ledger/begin-queries";
import { OverDailyCap, reserveTogether } from "../ledger/gas-queries";
import { findNewestAttempt } from "../ledger/journal-queries";
import { findPurchase, type NewClaim } from "../ledger/purchase-queries";
import { pendingOn } from "../settlement/pending-transactions";
import { preparedOf } from "../settlement/relay";
import { gatherForPlaces } from "./gather";
import { countersOn } from "./known-counters";
import { paymentsPaused } from "./outcome";
import { inTransactions } from "./shared-transactions";
import type { Settleable } from "./simulate";
import { TooMany, together } from "./together";

/** In one statement, which has some hundred kilobytes then; and in three full transactions. */
const TOGETHER_MAX = 48;
/** How often nonces are taken without keeping the signers of other processes out. */
const UNLOCKED_TRIES = 3;
/** How often several are sorted anew because one of them was begun elsewhere in the last moment. */
const SORTING_TRIES = 3;
/** Who has waited for so long is told to come again; who has waited that long and gone is not stored at all. */
const WAIT_MAX_MS = 10_000;
const GONE_MS = 1_000;
/** What has less to live is not sent any more, in Unix seconds. */
const SECONDS_LEFT_MIN = 10n;

export interface Beginning {
  deps: PaymentDeps;
  purchaseId: string;
  claim: NewClaim;
  simulated: Settleable;
  /** Whether its client is still there. */
  isAwaited: () => boolean;
  since: number;
}

/** What came of one of several: `stale` ones are not stored, for nobody waits for them or they may be over before they are mined. */
type End = Begun | "conflict" | "stale" | OverDailyCap;

class Stale extends Error {
  override readonly name = "Stale";
}

const NO_SLOTS = {
  mayShare: false,
  take(): never {
    throw new Error("no key of ours settles here");
  },
};

/** What the dearest of them would offer: they were simulated a moment apart. */
const dearest = (all: Beginning[]): FeesPerGas =>
  all.map(({ simulated }) => simulated.fees).reduce((a, b) => (a.maxFeePerGas > b.maxFeePerGas ? a : b));

const areOurs = (all: Beginning[]) => all.some(({ deps }) => deps.facilitator.relayers.length > 0);

interface Stored {
  begun: Begun[];
  /** Of our keys, as they are once it is committed. */
  after: Counter[];
}

/** Signs and stores, all or none; null if another process took a nonce meanwhile. `counters`: of our keys, if any of them settles here. */
async function trySignAndStore(ask: Ask, all: Beginning[], counters: readonly Counter[]): Promise<Stored | null> {
  const { deps: first } = all[0] as Beginning;
  const { chainId } = first.network;
  const slots = areOurs(all) ? slotsOf(counters) : NO_SLOTS;
  if (areOurs(all)) pendingOn(first).mayShare = slots.mayShare;
  const takeSlot = async (relayers: Address[]) => slots.take(relayers);
  const prepared = new Map<Beginning, PreparedSettlement>();
  for (const members of inTransactions(all, slots.mayShare)) {
    const { facilitator } = (members[0] as Beginning).deps;
    const calls = members.map(({ simulated }) => simulated);
    const attempts = await facilitator.prepare(calls, dearest(members), takeSlot);
    for (const [place, each] of members.entries()) prepared.set(each, attempts[place] as PreparedSettlement);
  }
  const begun = all.map((each) => rowsOf(each.purchaseId, each.claim, prepared.get(each) as PreparedSettlement, new Date()));
  const after = await tryStore(ask, chainId, begun);
  return after && { begun, after };
}

/** The same, with the gas set aside where a day's is bounded. Throws OverDailyCap, upon which all is to be taken back. */
async function tryStoreWithGas(ask: Ask, all: Beginning[], counters: readonly Counter[]): Promise<Stored | null> {
  const stored = await trySignAndStore(ask, all, counters);
  const dailyWei = dailyWeiOf(all);
  if (!stored || dailyWei === null) return stored;
  const draws = stored.begun.flatMap(({ purchase, attempt }) => {
    const { signed } = preparedOf(attempt);
    return signed ? { purchase, signed } : [];
  });
  await reserveTogether(ask, draws, dailyWei);
  return stored;
}

/** One for all payments of a chain, by whatever token. */
const dailyWeiOf = (all: Beginning[]) => all[0]?.deps.dailyWei ?? null;

/** The same with the keys' rows locked. */
async function storeLocked(db: Db, all: Beginning[]): Promise<Begun[]> {
  const { deps: first } = all[0] as Beginning;
  const known = countersOn(first);
  known.forget();
  const { begun, after } = await transactPool(db, async (ask) => {
    const stored = await tryStoreWithGas(ask, all, areOurs(all) ? await readCounters(ask, first.network.chainId, true) : []);
    if (!stored) throw new Error("a relayer nonce was taken under its lock");
    return stored;
  });
  known.stored(after);
  return begun;
}

/** Stores all or none, and counts what is sent now among what a node has to hold. */
async function store(db: Db, all: Beginning[]): Promise<Begun[]> {
  const begun = await storeAny(db, all);
  const { deps } = all[0] as Beginning;
  const now = deps.clock.now().getTime();
  for (const { attempt } of begun) if (attempt.transaction) pendingOn(deps).add(attempt.transaction as Hash, now);
  return begun;
}

async function storeAny(db: Db, all: Beginning[]): Promise<Begun[]> {
  const { deps } = all[0] as Beginning;
  const ask = askPool(db);
  for (let tries = 0; tries < UNLOCKED_TRIES; tries++) {
    const keys = all.flatMap(({ deps: { facilitator } }) => facilitator.relayers.map(({ address }) => address));
    const known = countersOn(deps).take(keys);
    const counters = areOurs(all) ? (known ?? (await readCounters(ask, deps.network.chainId, false))) : [];
    const isBounded = areOurs(all) && dailyWeiOf(all) !== null;
    const storing = (within: Ask) => tryStoreWithGas(within, all, counters);
    const stored = await (isBounded ? transactPool(db, storing) : storing(ask));
    countersOn(deps).stored(stored?.after ?? null);
    if (stored) return stored.begun;
  }
  return storeLocked(db, all);
}

function isStale({ deps, claim, isAwaited, since }: Beginning): boolean {
  const left = claim.authorization.validBefore - deps.usdc.knownTime();
  const waited = deps.clock.now().getTime() - since;
  return left < SECONDS_LEFT_MIN || waited >= WAIT_MAX_MS || (waited >= GONE_MS && !isAwaited());
}

/** What each claims for itself alone: its authorization, its payer's turn at the item, its client's name for it. */
const keysOf = ({ claim: { asset, authorization, itemId, paymentId } }: Beginning) => [
  `authorization ${asset} ${authorization.from} ${authorization.nonce}`,
  `item ${itemId} ${authorization.from}`,
  ...(paymentId ? [`id ${paymentId}`] : []),
];

/** Those that somebody was before with what they claim, in this group or in the rows. One alone learns it when it is stored. */
async function findConflicts(db: Db, all: Beginning[]): Promise<Set<Beginning>> {
  const [first, ...others] = all;
  if (!first || others.length === 0) return new Set();
  const claims = all.map(({ claim, purchaseId }) => ({ ...claim, purchaseId }));
  const taken = await findTaken(db, first.deps.network.chainId, claims);
  const conflicts = new Set<Beginning>();
  const keys = new Set<string>();
  for (const each of all) {
    const own = keysOf(each);
    if (taken.has(each.purchaseId) || own.some((key) => keys.has(key))) conflicts.add(each);
    else for (const key of own) keys.add(key);
  }
  return conflicts;
}

/** Stores all that can be, and answers for each in order: who is at fault is put out, and holds up nobody else. */
export async function beginTogether(db: Db, all: Beginning[], tries = SORTING_TRIES): Promise<End[]> {
  const fresh = all.filter((each) => !isStale(each));
  const conflicts = await findConflicts(db, fresh);
  const fit = fresh.filter((each) => !conflicts.has(each));
  try {
    const begun = fit.length > 0 ? await store(db, fit) : [];
    const ends = new Map<Beginning, End>(fit.map((each, index) => [each, begun[index] as Begun]));
    return all.map((each) => ends.get(each) ?? (conflicts.has(each) ? "conflict" : "stale"));
  } catch (error) {
    if (tries > 1 && isInTheWay(error)) return beginTogether(db, all, tries - 1);
    if (fit.length === 1 || tries === 1) throw error;
    if (isUniqueViolation(error)) return beginTogether(db, all, tries - 1);
    const over = error instanceof OverDailyCap ? all.findIndex(({ purchaseId }) => purchaseId === error.purchaseId) : -1;
    if (over < 0) throw error;
    const ends = await beginTogether(db, all.toSpliced(over, 1), tries - 1);
    return ends.toSpliced(over, 0, error as OverDailyCap);
  }
}

type Store = (one: Beginning) => Promise<End>;
/** By chain: one commit of each is under way at a time. */
const stores = new WeakMap<Db, Map<number, Store>>();

function storeOn(deps: PaymentDeps): Store {
  const { db, network } = deps;
  const { chainId } = network;
  const ofDb = stores.get(db) ?? new Map<number, Store>();
  stores.set(db, ofDb);
  const isCommon = (error: unknown) => isUnavailable(error) && !isInTheWay(error);
  const found =
    ofDb.get(chainId) ??
    together((all: Beginning[]) => beginTogether(db, all), {
      ...{ most: TOGETHER_MAX, isCommon },
      gather: (waiting) => gatherForPlaces(waiting[0]?.item.deps ?? deps, waiting, TOGETHER_MAX),
    });
  ofDb.set(chainId, found);
  return found;
}

/**
 * Begins a payment that was simulated. `conflict`: it was begun before, or another of the same payer for the same item was. `unknown`: the
 * database does not tell whether it is stored; if so, the sweep sends it. Throws `payments_paused` where it cannot be sent for now, or
 * nobody waits for it any more when its turn comes (`isAwaited`); nothing is stored then.
 */
export async function tryBegin(
  deps: PaymentDeps,
  claim: NewClaim,
  simulated: Settleable,
  isAwaited: () => boolean = () => true,
): Promise<Begun | "conflict" | "unknown"> {
  const purchaseId = newId("pur");
  const since = deps.clock.now().getTime();
  try {
    const store = () => storeOn(deps)({ deps, purchaseId, claim, simulated, isAwaited, since });
    const begun = await inSpan("purchase.claim", { "pennypost.purchase.id": purchaseId }, store);
    if (begun === "stale") throw new Stale();
    if (begun instanceof OverDailyCap) throw begun;
    if (begun === "conflict") return begun;
    deps.emit({ type: "claimed", purchaseId, itemId: claim.itemId });
    return begun;
  } catch (error) {
    if (error instanceof OverDailyCap) deps.emit({ type: "capped", cap: error.cap });
    if (error instanceof TooMany) throw paymentsPaused();
    // The answer to a commit may have been lost, this one's or that of a group before it: then the row is this request's own.
    const own = await findBegun(deps.db, purchaseId).catch(() => "unknown" as const);
    if (own) return own;
    if (isUniqueViolation(error)) return "conflict";
    // A statement whose client has vanished may still commit.
    if (isAnswerLost(error)) return "unknown";
    throw paymentsPaused();
  }
}

async function findBegun(db: Db, purchaseId: string): Promise<Begun | null> {
  const purchase = await findPurchase(db, purchaseId);
  const attempt = purchase && (await findNewestAttempt(db, purchaseId));
  return purchase && attempt ? { purchase, attempt } : null;
}
