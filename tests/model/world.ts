// The world of the model: what the database, the chain and the servers hold, and what may happen next.
import type { PurchaseState } from "../../lib/payments/types";
import { FINAL } from "./commands";

export const mutants = [
  "key by header bytes",
  "timeout is failure",
  "broadcast before persisting",
  "used is paid",
  "a header delivers again",
  "a copied header delivers",
  "ignore reorganisations",
  "expiry by the clock",
  "no in-flight index",
  "no sweep",
  "trust the facilitator",
  "spent before buys",
  "begun is owned",
  "owned before final",
  "nonce without claim",
  "deliver before confirm",
  "one failed member fails all",
  "a replacement with other members",
] as const;
export type Mutant = (typeof mutants)[number];

export interface Transaction {
  auths: number[];
  nonce: number;
}
export interface Event {
  auth: number;
  kind: "paid" | "cancelled" | "failed";
  /** Our relayer's nonce; null for somebody else's transaction. */
  nonce: number | null;
}
export interface Block {
  id: number;
  events: Event[];
}
export interface Purchase {
  key: string;
  auth: number;
  item: number;
  state: PurchaseState;
  /** Of the transaction that is its own. */
  nonce: number | null;
  /** Of one that it shared, once at most and before it had its own. */
  sharedNonce: number | null;
  evidence: number | null;
  /** The chain named a reason why it failed in company. */
  isAtFault: boolean;
  deliveries: number;
}
/** `foresee` and `begin` are a new payment's; `claim`, `simulate` and `store` are of one that has a row without an attempt. */
export type Step = "look" | "foresee" | "begin" | "claim" | "simulate" | "store" | "broadcast" | "wait" | "deliver";
export interface Task {
  auth: number;
  item: number;
  key: string;
  step: Step;
  impatient: boolean;
  /** Those that begin with it. */
  company: number[];
  /** Taken before there was a row for it, by a wrong design. */
  nonce: number | null;
  /** A block held its header when it was shown, so that anybody may have shown it. */
  isCopied: boolean;
  /** The server found it so. */
  isLate: boolean;
}
export interface World {
  mutant: Mutant | null;
  blocks: Block[];
  nextBlock: number;
  mempool: Transaction[];
  purchases: Map<string, Purchase>;
  nextNonce: number;
  tasks: Task[];
  /** Spent at a time when nobody had shown it to us. */
  spentUnseen: Set<number>;
  seen: Set<number>;
  reorganised: boolean;
  /** The next transaction of several pays nobody. */
  starves: boolean;
  violations: string[];
  counts: Record<"confirmed" | "reorganised" | "killed" | "pending" | "refused" | "conflict" | "shared" | "alone", number>;
}

export function newWorld(mutant: Mutant | null): World {
  return {
    mutant,
    blocks: Array.from({ length: FINAL + 1 }, (_, id) => ({ id, events: [] })),
    nextBlock: FINAL + 1,
    mempool: [],
    purchases: new Map(),
    nextNonce: 0,
    tasks: [],
    spentUnseen: new Set(),
    seen: new Set(),
    reorganised: false,
    starves: false,
    violations: [],
    counts: { confirmed: 0, reorganised: 0, killed: 0, pending: 0, refused: 0, conflict: 0, shared: 0, alone: 0 },
  };
}
