// Payments that this process is beginning. Until they are stored the database cannot tell of them, and who shows many at once would
// begin more than a look at the database allows.
import type { Db } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { PaymentDeps } from "../deps";

interface Count {
  /** Allowed to begin, and not stored yet. */
  begun: number;
  /** Ever since somebody watches. */
  ended: number;
  watchers: number;
}

interface Process {
  /** By token and payer. */
  counts: Map<string, Count>;
  begun: number;
}

const processes = new WeakMap<Db, Process>();

export interface WatchedPayment {
  /** How many other payments of this payer a look at the database, made after this one was watched, may have missed. */
  others(): number;
  /** Whether any other payment is about to be stored. */
  hasCompany(): boolean;
  /** It is allowed to begin. */
  begin(): void;
  /** It is stored, or will not be. */
  end(): void;
}

/** To be called before the database is looked at; `end` always. */
export function watchBeginning({ db, network }: Pick<PaymentDeps, "db" | "network">, payer: Address): WatchedPayment {
  const process = processes.get(db) ?? { counts: new Map(), begun: 0 };
  processes.set(db, process);
  const key = `${network.chainId} ${network.asset} ${payer}`;
  const count = process.counts.get(key) ?? { begun: 0, ended: 0, watchers: 0 };
  process.counts.set(key, count);
  count.watchers++;
  const endedBefore = count.ended;
  let state: "watched" | "begun" | "ended" = "watched";
  return {
    others: () => count.begun + count.ended - endedBefore,
    hasCompany: () => process.begun > (state === "begun" ? 1 : 0),
    begin() {
      state = "begun";
      count.begun++;
      process.begun++;
    },
    end() {
      if (state === "ended") return;
      if (state === "begun") {
        count.begun--;
        count.ended++;
        process.begun--;
      }
      state = "ended";
      if (--count.watchers === 0) process.counts.delete(key);
    },
  };
}
