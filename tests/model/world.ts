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
] as const;
export type Mutant = (typeof mutants)[number];

export interface Transaction {
  auth: number;
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
  nonce: number | null;
  evidence: number | null;
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
  violations: string[];
  counts: Record<"confirmed" | "reorganised" | "killed" | "pending" | "refused" | "conflict", number>;
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
    violations: [],
    counts: { confirmed: 0, reorganised: 0, killed: 0, pending: 0, refused: 0, conflict: 0 },
  };
}
