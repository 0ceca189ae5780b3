// How a purchase ends for the client that pays: its outcomes, and the refusals that are thrown instead of one.
import type { Hash } from "../../kernel/address";
import { Refusal } from "../../kernel/errors";
import type { SignedAuthorization } from "../../x402/exact/signed-authorization";
import type { Reason } from "../../x402/reasons";
import type { PaymentDeps } from "../deps";
import { wasSent } from "../ledger/journal-queries";
import { findSettlement, hasEntitlement, type PurchaseRow, tryMove, wasDeliveredAt } from "../ledger/purchase-queries";
import type { Standing } from "../ledger/standing-queries";
import { type ChainVerdict, noteWastedFee, record } from "../settlement/await-settlement";
import type { OpenedRow } from "../types";
import { ANYBODY, type Recognition } from "./claimant";

/** Nothing moved, and nothing is on its way. */
export interface RefusedPayment {
  state: "refused";
  reason: Reason;
}

export type PurchaseOutcome =
  /** `isDelivered`: its one delivery is this request's already; `opened`: what it brings, as it was then. */
  | { state: "confirmed"; purchaseId: string; transaction: Hash; isDelivered?: boolean; opened?: OpenedRow }
  | RefusedPayment
  /** Something may be on its way: the same header again, never a new one. */
  | { state: "pending"; transaction: Hash | null };

/** `isPublic`: the chain showed the payment before we had sent anything, so that whoever shows it may have read it there. */
export type SettledOutcome = PurchaseOutcome & { isPublic?: true };

/** As a client is told it. */
export type ClientOutcome = RefusedPayment | (Exclude<PurchaseOutcome, RefusedPayment> & Recognition);

export function outcomeFor({ isPublic, ...outcome }: SettledOutcome, client: Recognition): ClientOutcome {
  if (outcome.state === "refused") return outcome;
  return { ...outcome, ...(isPublic ? ANYBODY : client) };
}

/** Nothing moved; operators learn why. */
export function refuseAndEmit(deps: Pick<PaymentDeps, "emit">, purchaseId: string | null, reason: Reason): RefusedPayment {
  deps.emit({ type: "refused", purchaseId, reason });
  return { state: "refused", reason };
}

export function pendingAndEmit(deps: Pick<PaymentDeps, "emit">, purchaseId: string, transaction: Hash | null): PurchaseOutcome {
  deps.emit({ type: "unknown", purchaseId });
  return { state: "pending", transaction };
}

const NOBODY_WAITS = () => false;

/**
 * Writes what the chain said of a purchase, and answers with it. `sent` is our own transaction, where there is one; `isAwaited`: whether
 * the client that began it is still there, so that its delivery is taken in the same commit.
 */
export async function concludeVerdict(
  deps: PaymentDeps,
  purchase: PurchaseRow,
  verdict: ChainVerdict,
  sent: Hash | null,
  isAwaited: () => boolean = NOBODY_WAITS,
): Promise<PurchaseOutcome> {
  switch (verdict.state) {
    case "paid": {
      const { transaction } = verdict.settlement;
      try {
        const now = deps.clock.now();
        const write = () => record(deps, purchase, verdict.settlement, { by: "request", isAwaited, now });
        const first = await write().catch(() => null);
        const written = first ?? (await write());
        if (written === "second") throw alreadyOwned();
        if (written === "contested") return pendingAndEmit(deps, purchase.id, transaction);
        const confirmed = { state: "confirmed", purchaseId: purchase.id, transaction } as const;
        if (written !== "recorded") return { ...confirmed, isDelivered: true, opened: written.opened };
        // Of a commit whose answer was lost, the row tells by its instant whose delivery it took.
        return { ...confirmed, isDelivered: first === null && (await wasDeliveredAt(deps.db, purchase.id, now)) };
      } catch (error) {
        if (error instanceof Refusal) throw error;
        // Paid, and not written in two tries: the sweep writes it, and the same header is answered then.
        return pendingAndEmit(deps, purchase.id, transaction);
      }
    }
    case "shallow":
      return pendingAndEmit(deps, purchase.id, verdict.transaction);
    case "unknown":
      return pendingAndEmit(deps, purchase.id, sent);
    case "reverted":
      await noteWastedFee(deps, purchase, verdict);
      await tryMove(deps.db, purchase.id, "revert", "invalid_transaction_state");
      deps.emit({ type: "reverted", purchaseId: purchase.id });
      return refuseAndEmit(deps, purchase.id, "invalid_transaction_state");
  }
}

/** The outcome that a purchase's row shows to those who waited for it. One without a secret is of a payment that was public before. */
export async function outcomeOf(deps: PaymentDeps, purchase: PurchaseRow | null): Promise<SettledOutcome> {
  switch (purchase?.state) {
    case "confirmed": {
      const settlement = await findSettlement(deps.db, purchase.id);
      const outcome = { state: "confirmed", purchaseId: purchase.id, transaction: settlement?.transaction as Hash } as const;
      return purchase.claimHash ? outcome : { ...outcome, isPublic: true };
    }
    case "refused":
    case "expired": {
      if (await hasEntitlement(deps.db, purchase.itemId, purchase.payer)) throw alreadyOwned();
      // Given up for no fault of the payment's: while it lives, the same header begins again. One that was sent in others' company is public.
      const isGivenUp = purchase.reason === "unexpected_settle_error";
      if (isGivenUp && purchase.state === "refused") {
        if (await wasSent(deps.db, purchase.id)) return { state: "pending", transaction: null };
        throw paymentsPaused();
      }
      const reason = (!isGivenUp && (purchase.reason as Reason)) || "invalid_exact_evm_payload_authorization_valid_before";
      return { state: "refused", reason };
    }
    default:
      return { state: "pending", transaction: null };
  }
}

export function alreadyOwned(): Refusal {
  return new Refusal(
    "already_owned",
    "This wallet already owns the item. Nothing was charged; sign in with it to open the item.",
  );
}

export function claimRequired(): Refusal {
  return new Refusal(
    "claim_required",
    "This payment is on the chain, where anybody can read its header: send the X-PAYMENT-CLAIM or payment-identifier that belongs to it as well, or sign in with the wallet that paid. Nothing more is due.",
  );
}

export function ownItem(): Refusal {
  return new Refusal("own_item", "This is your own item. Nothing was charged.");
}

export function paymentsPaused(): Refusal {
  return new Refusal("payments_paused", "Payments are paused for the moment. Nothing was charged.", {
    headers: { "Retry-After": "10" },
  });
}

/** Awaits a call to the chain made while nothing was sent yet: if it fails, nothing moved and the client learns that. */
export async function orPaused<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch {
    throw paymentsPaused();
  }
}

function walletBlocked(): Refusal {
  return new Refusal(
    "wallet_blocked",
    "The operator of this site takes no payments from this wallet, or for the one that would be paid. Nothing was charged.",
  );
}

/** Throws `wallet_blocked` for what the operator or their screening service blocks, and `payments_paused` while that does not answer. */
export async function refuseBlocked(
  { screen }: PaymentDeps,
  { isBlocked }: Standing,
  { from, to }: SignedAuthorization,
): Promise<void> {
  if (isBlocked || (screen && (await orPaused(screen([from, to]))))) throw walletBlocked();
}

export function tooManyRefused(): Refusal {
  return new Refusal(
    "too_many_requests",
    "This wallet has shown too many payments that came to nothing. Nothing was charged; use one of them, or wait until they expire.",
    { headers: { "Retry-After": "300" } },
  );
}

export function tooManyInFlight(): Refusal {
  return new Refusal(
    "too_many_requests",
    "Too many payments of this wallet are on their way. Nothing was charged for this one; send the same header again shortly.",
    { headers: { "Retry-After": "5" } },
  );
}

export function paymentConflict(): Refusal {
  return new Refusal(
    "payment_conflict",
    "This payment was already presented, for another item or with another signature. Nothing was charged for this one.",
  );
}
