// The states of a purchase and what may lead from one to another. The database applies these moves as conditional updates
// (`WHERE state IN (from)`), so a move that lost its race changes nothing; the model tests run the same table without one. A payment is
// born `settling`, with its attempt; `claimed` is one without, that was refused before or had been paid before it was shown, or one whose
// attempt in others' company came to nothing.
//
//   claimed ◀─ release ─┐
//   claimed ── store ──▶ settling ── confirm ──▶ confirmed
//      │ refuse            │ revert                  │ vanish (its block left the chain) ──▶ settling
//      ▼                   ▼
//   refused ── reclaim ──▶ claimed      refused ── confirm ──▶ confirmed (somebody else settled it)
//   claimed, settling, refused ── expire ──▶ expired
import type { PurchaseState } from "../types";

export interface Move {
  from: readonly PurchaseState[];
  to: PurchaseState;
}

export const moves = {
  /** Presented again after it was refused, or gone on with by its own request: never one that was sent alone. */
  reclaim: { from: ["refused"], to: "claimed" },
  /** Nothing was sent, and nothing will be unless it is presented again. */
  refuse: { from: ["claimed"], to: "refused" },
  /** The attempt is stored; from its commit on it may be under way. */
  store: { from: ["claimed"], to: "settling" },
  /** Our transaction lies deep enough in the chain and did not pay this one of those that it carried: it goes on alone. */
  release: { from: ["settling"], to: "claimed" },
  /** Our transaction lies deep enough in the chain and paid nobody. The authorization may still be settled by others. */
  revert: { from: ["settling"], to: "refused" },
  /** The chain shows the pair of logs, deep enough for the price. */
  confirm: { from: ["claimed", "settling", "refused"], to: "confirmed" },
  /** The block of the pair of logs left the chain before it was final. */
  vanish: { from: ["confirmed"], to: "settling" },
  /** A final block is past `validBefore`, or shows the nonce spent, and nobody of ours was paid. */
  expire: { from: ["claimed", "settling", "refused"], to: "expired" },
} as const satisfies Record<string, Move>;

export type MoveName = keyof typeof moves;

/** States in which a payer cannot begin a second payment for the same item: the partial unique index `purchase_in_flight`. */
export const inFlight = ["claimed", "settling", "confirmed"] as const satisfies readonly PurchaseState[];

/** The state after a move, or null where it does not apply. */
export function next(state: PurchaseState, name: MoveName): PurchaseState | null {
  const { from, to }: Move = moves[name];
  return from.includes(state) ? to : null;
}
