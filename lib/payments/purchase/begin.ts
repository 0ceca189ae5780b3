// A payment begins: its row, its relayer nonce and its signed transaction are stored in one commit, before anything is sent. Those that
// come while one commit is under way share the next.
import { CannotSettle } from "../../chain/facilitator";
import { type Db, isUnavailable, isUniqueViolation, type Tx } from "../../db/client";
import type { Address } from "../../kernel/address";
import { newId } from "../../kernel/ids";
import type { PaymentDeps } from "../deps";
import { type Begun, readSlots, rowsOf, tryStore } from "../ledger/begin-queries";
import { OverDailyCap, reserveGas } from "../ledger/gas-queries";
import { listAttempts } from "../ledger/journal-queries";
import { findPurchase, type NewClaim } from "../ledger/purchase-queries";
import { preparedOf } from "../settlement/relay";
import { paymentsPaused } from "./outcome";
import type { Settleable } from "./simulate";
import { TooMany, together } from "./together";

/** In one statement, which has some hundred kilobytes then. */
const TOGETHER_MAX = 50;
/** How often nonces are taken without keeping the signers of other processes out. */
const UNLOCKED_TRIES = 3;

interface Beginning {
  deps: PaymentDeps;
  purchaseId: string;
  claim: NewClaim;
  simulated: Settleable;
}

const NO_SLOTS = {
  take(): never {
    throw new Error("no key of ours settles here");
  },
};

/** Signs and stores, all or none; null if another process took a nonce meanwhile. */
async function trySignAndStore(db: Db | Tx, all: Beginning[], isLocked: boolean): Promise<Begun[] | null> {
  const { chainId } = (all[0] as Beginning).deps.network;
  const areOurs = all.some(({ deps }) => deps.facilitator.relayers.length > 0);
  const slots = areOurs ? await readSlots(db, chainId, isLocked) : NO_SLOTS;
  const takeSlot = async (relayers: Address[]) => slots.take(relayers);
  const begun: Begun[] = [];
  for (const { deps, purchaseId, claim, simulated } of all) {
    const { fees, ...call } = simulated;
    begun.push(rowsOf(purchaseId, claim, await deps.facilitator.prepare(call, fees, takeSlot), new Date()));
  }
  return (await tryStore(db, chainId, begun)) ? begun : null;
}

/** The same with the keys' rows locked, and with the gas set aside where a day's is bounded. Throws OverDailyCap. */
function storeLocked(db: Db, all: Beginning[]): Promise<Begun[]> {
  return db.$transaction(async (tx) => {
    const begun = await trySignAndStore(tx, all, true);
    if (!begun) throw new Error("a relayer nonce was taken under its lock");
    for (const [index, { purchase, attempt }] of begun.entries()) {
      const dailyWei = all[index]?.deps.dailyWei ?? null;
      const { signed } = preparedOf(attempt);
      if (dailyWei !== null && signed) await reserveGas(tx, purchase, signed, dailyWei);
    }
    return begun;
  });
}

async function store(db: Db, all: Beginning[]): Promise<Begun[]> {
  const isBounded = all.some(({ deps }) => deps.dailyWei !== null);
  for (let tries = 0; tries < UNLOCKED_TRIES && !isBounded; tries++) {
    const begun = await trySignAndStore(db, all, false);
    if (begun) return begun;
  }
  return storeLocked(db, all);
}

type Store = (one: Beginning) => Promise<Begun>;
/** By chain: one commit of each is under way at a time. */
const stores = new WeakMap<Db, Map<number, Store>>();

function storeOn({ db, network: { chainId } }: PaymentDeps): Store {
  const ofDb = stores.get(db) ?? new Map<number, Store>();
  stores.set(db, ofDb);
  const found = ofDb.get(chainId) ?? together((all: Beginning[]) => store(db, all), TOGETHER_MAX, isUnavailable);
  ofDb.set(chainId, found);
  return found;
}

/**
 * Begins a payment that was simulated. `conflict`: it was begun before, or another of the same payer for the same item was. `unknown`: the
 * database does not tell whether it is stored; if so, the sweep sends it. Throws `payments_paused` where it cannot be sent for now; nothing
 * is stored then.
 */
export async function tryBegin(
  deps: PaymentDeps,
  claim: NewClaim,
  simulated: Settleable,
): Promise<Begun | "conflict" | "unknown"> {
  const purchaseId = newId("pur");
  try {
    const begun = await storeOn(deps)({ deps, purchaseId, claim, simulated });
    deps.emit({ type: "claimed", purchaseId, itemId: claim.itemId });
    return begun;
  } catch (error) {
    if (error instanceof OverDailyCap) deps.emit({ type: "capped", cap: error.cap });
    if (error instanceof OverDailyCap || error instanceof CannotSettle || error instanceof TooMany) throw paymentsPaused();
    // The answer to a commit may have been lost: then the row is this request's own.
    const own = await findBegun(deps.db, purchaseId).catch(() => "unknown" as const);
    if (own) return own;
    if (isUniqueViolation(error)) return "conflict";
    throw paymentsPaused();
  }
}

async function findBegun(db: Db, purchaseId: string): Promise<Begun | null> {
  const purchase = await findPurchase(db, purchaseId);
  const [attempt] = purchase ? await listAttempts(db, purchaseId) : [];
  return purchase && attempt ? { purchase, attempt } : null;
}
