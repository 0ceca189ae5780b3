// The wall's states and transitions as a pure reducer.
// Its first rule: once a payment header is sent, only an answer to that header ends the wait.
import type { OwnedFile } from "@/components/item/owned/types";

/** Paid content; `html` is an article's text, or the note that came with files. Sanitised by the server. */
export type Content = { kind: "article"; html: string } | { kind: "file"; files: OwnedFile[]; html: string };

/** The payment's state as the server last reported it: 1 signed, 2 verified, 3 settled. */
export type PayingStep = 1 | 2 | 3;

export type PriceNotice =
  | "declined"
  | "not_bought"
  | "offline"
  | "busy"
  | "sign_in_refused"
  | "faucet_empty"
  | "wallet_failed"
  | "wallet_busy"
  | "wallet_left"
  | "account_switched"
  | "signed_late"
  | "not_as_shown";

/** What is being checked: ownership (`library`), or today's price and the wallet's balance (`terms`). */
export type Lookup = "library" | "terms";

/** Why we know that the wallet owns it: this browser remembers, a second payment was refused, or a payment's answer was lost. */
export type OwnedHow = "remembered" | "refused" | "paid";

export type WallState =
  | { at: "price"; notice: PriceNotice | null }
  | { at: "connecting" }
  | { at: "switching" }
  /** Signing in with a wallet; `back`: the state to return to if it fails. */
  | { at: "proving"; back: WallState }
  | { at: "checking"; what: Lookup }
  | { at: "prove"; how: OwnedHow; purchasedAt: string | null; notice: PriceNotice | null }
  | { at: "wrong-network" }
  /** `watched`: the page looks by itself whether money arrives. */
  | { at: "low-balance"; balance: bigint; address: string; watched: boolean }
  | { at: "signing" }
  | { at: "paying"; step: PayingStep }
  | { at: "unknown" }
  | { at: "price-changed" }
  | { at: "failed"; reason: string }
  | { at: "paused" }
  | { at: "gone" }
  | { at: "own" }
  | { at: "load-failed" }
  /** `fresh`: just now, by a click. */
  | { at: "open"; content: Content; fresh: boolean };

export interface Wall {
  /** The price that was shown, in atomic units. Nothing else is ever signed for. */
  amount: bigint;
  receiptId: string | null;
  state: WallState;
}

export type WallEvent =
  /** "Use another wallet": back to the price. */
  | { type: "priced" }
  | { type: "connecting" }
  | { type: "switching" }
  | { type: "proving" }
  | { type: "checking"; what: Lookup }
  | { type: "signing" }
  | { type: "sent" }
  | { type: "settled"; receiptId: string | null }
  | { type: "opened"; content: Content; receiptId: string | null; fresh: boolean }
  | { type: "stopped"; notice: PriceNotice | null }
  | { type: "wrong-network" }
  | { type: "low-balance"; balance: bigint; address: string; watched: boolean }
  | { type: "price-changed"; amount: bigint }
  | { type: "refused"; reason: string }
  | { type: "unanswered" }
  | { type: "owned"; how: OwnedHow; purchasedAt: string | null }
  | { type: "paused" }
  | { type: "gone" }
  | { type: "own" }
  | { type: "load-failed" };

/** Whether a payment has been sent and its outcome is not known yet. */
export function isPaymentOut({ at }: WallState): boolean {
  return at === "paying" || at === "unknown";
}

/** The events that end the wait for a payment: the server's answers to its header. */
const answers = new Set<WallEvent["type"]>([
  "settled",
  "opened",
  "load-failed",
  "refused",
  "price-changed",
  "owned",
  "own",
  "gone",
  "paused",
  "unanswered",
]);

/** The state after a step has stopped, with the reason. */
function stoppedAt(state: WallState, notice: PriceNotice | null): WallState {
  if (state.at === "proving") return stoppedAt(state.back, notice);
  if (state.at === "prove") return { ...state, notice };
  return resting.has(state.at) ? state : { at: "price", notice };
}

/** States that a failed sign-in returns to unchanged. */
const resting = new Set<WallState["at"]>(["own", "gone", "paused", "load-failed"]);

function stateAfter(state: WallState, event: WallEvent): WallState {
  switch (event.type) {
    case "connecting":
    case "switching":
    case "signing":
    case "wrong-network":
    case "paused":
    case "gone":
    case "own":
    case "load-failed":
    case "price-changed":
      return { at: event.type };
    case "proving":
      return { at: "proving", back: state.at === "proving" ? state.back : state };
    case "checking":
      return { at: "checking", what: event.what };
    case "low-balance":
      return { at: "low-balance", balance: event.balance, address: event.address, watched: event.watched };
    case "sent":
      return { at: "paying", step: 1 };
    case "settled":
      return { at: "paying", step: 3 };
    case "opened":
      return { at: "open", content: event.content, fresh: event.fresh };
    case "priced":
      return { at: "price", notice: null };
    case "stopped":
      return stoppedAt(state, event.notice);
    case "refused":
      return { at: "failed", reason: event.reason };
    case "unanswered":
      return { at: "unknown" };
    case "owned":
      return { at: "prove", how: event.how, purchasedAt: event.purchasedAt, notice: null };
  }
}

export function nextWall(wall: Wall, event: WallEvent): Wall {
  const { state } = wall;
  if (state.at === "open") return wall;
  if (isPaymentOut(state) && !answers.has(event.type)) return wall;
  return {
    amount: event.type === "price-changed" ? event.amount : wall.amount,
    receiptId: "receiptId" in event ? (event.receiptId ?? wall.receiptId) : wall.receiptId,
    state: stateAfter(state, event),
  };
}
