// The counters of our keys as this process's last commit left them. Where nobody else signs with them they still hold, and need not be
// read; where somebody does, the statement that stores a payment says so, and stores nothing.
import type { Db } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { PaymentDeps } from "../deps";
import type { Counter } from "../ledger/begin-queries";

/** For so long they are read anew each time after others were seen to sign. */
const OTHERS_SIGN_MS = 60_000;

class KnownCounters {
  #known: Counter[] | null = null;
  #wasTaken = false;
  #othersSignUntil = 0;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** What is known of all these keys, once: until the outcome is told, nothing is. Not while payments go apart, which ends by itself. */
  take(keys: readonly Address[]): Counter[] | null {
    const known = this.#known ?? [];
    this.#known = null;
    const isWhole = keys.every((key) => known.some(({ address, isApart }) => address === key && !isApart));
    this.#wasTaken = isWhole && this.#now() >= this.#othersSignUntil;
    return this.#wasTaken ? known : null;
  }

  /** What a commit left; null if it stored nothing. */
  stored(counters: Counter[] | null): void {
    if (counters === null && this.#wasTaken) this.#othersSignUntil = this.#now() + OTHERS_SIGN_MS;
    this.#wasTaken = false;
    this.#known = counters;
  }

  /** Nonces are taken otherwise: what is known may not hold afterwards, and nobody else has signed. */
  forget(): void {
    this.#wasTaken = false;
    this.#known = null;
  }
}

const all = new WeakMap<Db, Map<number, KnownCounters>>();

/** Of all our keys on a chain. */
export function countersOn({ db, network: { chainId }, clock }: Pick<PaymentDeps, "db" | "network" | "clock">): KnownCounters {
  const ofDb = all.get(db) ?? new Map<number, KnownCounters>();
  all.set(db, ofDb);
  const found = ofDb.get(chainId) ?? new KnownCounters(() => clock.now().getTime());
  ofDb.set(chainId, found);
  return found;
}
