// Transactions of our keys that this process has stored and no block is known to hold: how many of a node's places they take, and at
// which block each, and all of a key, were sent again.
import { LRUCache } from "lru-cache";
import type { Db } from "../../db/client";
import type { Address, Hash } from "../../kernel/address";
import type { PaymentDeps } from "../deps";

/** Nobody here waits for one so long: what becomes of it then is for the sweep to see. */
const FORGOTTEN_MS = 20_000;
const RESENT_MAX = 1_000;

export class PendingTransactions {
  /** Payments may share transactions, as was read when the last ones were stored. */
  mayShare = true;
  /** Since when, in milliseconds; oldest first. */
  readonly #since = new Map<Hash, number>();
  readonly #resentAt = new LRUCache<Hash | Address, bigint>({ max: RESENT_MAX });
  readonly #resending = new Set<Hash | Address>();

  /** It is about to be sent. */
  add(transaction: Hash, now: number): void {
    if (!this.#since.has(transaction)) this.#since.set(transaction, now);
  }

  /** A block holds it, or nobody waits for it any more. */
  remove(transaction: Hash): void {
    this.#since.delete(transaction);
  }

  count(now: number): number {
    for (const [transaction, since] of this.#since) {
      // Either way: a clock may be set back.
      if (Math.abs(now - since) < FORGOTTEN_MS) break;
      this.#since.delete(transaction);
    }
    return this.#since.size;
  }

  /**
   * Sends a transaction, or all of a key, again: once at each new block, however many wait for it, and one at a time. Nobody waits for the
   * node's answers, which may take longer than a request has.
   */
  resend(what: Hash | Address, head: bigint, send: () => Promise<void>): void {
    // Of nodes behind one address, some are a block behind the others.
    if (this.#resending.has(what) || head <= (this.#resentAt.get(what) ?? -1n)) return;
    this.#resentAt.set(what, head);
    this.#resending.add(what);
    const end = () => void this.#resending.delete(what);
    void send().then(end, end);
  }
}

const pending = new WeakMap<Db, Map<number, PendingTransactions>>();

/** Of all our keys on a chain. */
export function pendingOn({ db, network: { chainId } }: Pick<PaymentDeps, "db" | "network">): PendingTransactions {
  const ofDb = pending.get(db) ?? new Map<number, PendingTransactions>();
  pending.set(db, ofDb);
  const found = ofDb.get(chainId) ?? new PendingTransactions();
  ofDb.set(chainId, found);
  return found;
}
