// One purchase: claim → settle → entitlement. Written ahead, settled by the database, believed only when the chain says so.
// No network call is made inside a transaction; after something was sent there is no "failed", only "unknown".
import type { ItemOffer } from "../../catalog/items/offer";
import { CannotSettle, type Quote } from "../../chain/facilitator";
import type { BlockPlace } from "../../chain/usdc";
import { type Hex, lower } from "../../kernel/address";
import { Refusal } from "../../kernel/errors";
import type { SignedAuthorization } from "../../x402/exact/signed-authorization";
import type { PresentedPayment } from "../../x402/payment-header";
import type { Reason } from "../../x402/reasons";
import type { PaymentDeps } from "../deps";
import { type AttemptRow, OverDailyCap, storeAttempt } from "../ledger/journal-queries";
import {
  findByAuthorization,
  findInFlight,
  findPurchase,
  findSettlement,
  findStanding,
  hasEntitlement,
  type NewClaim,
  type PurchaseRow,
  type Standing,
  tryClaim,
  tryMove,
  tryReclaim,
  tryTakeOver,
} from "../ledger/purchase-queries";
import { awaitSettlement, type ChainVerdict, lookOnce, record, transactionsOf } from "../settlement/await-settlement";
import { preparedOf, requestOf } from "../settlement/relay";
import { findBreach } from "../terms/terms";
import { findEarlierSettlement, isIdTaken, tiesOf } from "./binding";

const JOIN_WAIT_MS = 10_000;
const JOIN_POLL_MS = 100;
/** A payer whose settlements failed this often within a day has had enough of our gas: simulations can be told apart. */
const STRIKES_MAX = 3;
/** Each authorization of a payer that came to nothing is watched until it expires; this many at a time are enough for anybody. */
const OPEN_MAX = 50;

export type PurchaseOutcome =
  | { state: "confirmed"; purchaseId: string; transaction: Hex }
  /** Nothing moved, and nothing is on its way. */
  | { state: "refused"; reason: Reason }
  /** Something may be on its way: the same header again, never a new one. */
  | { state: "pending"; transaction: Hex | null };

const refused = (reason: Reason): PurchaseOutcome => ({ state: "refused", reason });

export function alreadyOwned(): Refusal {
  return new Refusal(
    "already_owned",
    "This wallet already owns the item. Nothing was charged; sign in with it to open the item.",
  );
}

function unavailable(): Refusal {
  return new Refusal("payments_paused", "Payments are paused for the moment. Nothing was charged.", {
    headers: { "Retry-After": "10" },
  });
}

/** A call to the chain made while nothing was sent yet: if it fails, nothing moved and we say so. */
async function ask<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch {
    throw unavailable();
  }
}

/** Buys an item with a presented payment. Throws `already_owned`, `payment_conflict`, `own_item` and `payments_paused`. */
export async function purchase(
  deps: PaymentDeps,
  offer: ItemOffer,
  payment: PresentedPayment,
  payerKind: "person" | "agent",
): Promise<PurchaseOutcome> {
  const { db, network, usdc } = deps;
  const { authorization } = payment;
  const asset = lower(network.usdc);

  const standing = await findStanding(db, offer.id, network.chainId, asset, authorization);
  const known = standing.knownId && (await findPurchase(db, standing.knownId));
  if (await isForAnother(deps, known, offer.id, payment)) throw conflict();
  const answer = known && (await answerKnown(deps, known, offer.id, authorization, standing));
  if (answer) return answer;
  if (!deps.isOpen()) throw unavailable();
  refuseOwner(offer, authorization, standing);

  const { time, number } = await ask(usdc.head());
  let claimedAtBlock = number;
  const refuse = (reason: Reason) => told(deps, known ? known.id : null, reason);
  const { isBound, amounts } = tiesOf(deps, offer, payment);
  const payees = [offer.payTo, ...standing.payees];
  const breach = findBreach(payment, { network, payees, amounts: [...standing.amounts, ...amounts], time });
  if (breach) return refuse(breach);
  if (standing.strikes >= STRIKES_MAX) {
    deps.emit({ type: "capped", cap: "strikes" });
    return refuse("unexpected_settle_error");
  }
  const unsigned = await ask(usdc.findSignatureBreach(authorization));
  if (unsigned) return refuse(unsigned);
  if (!known && standing.open >= OPEN_MAX) throw tooManyOpen();
  if (!known && (await ask(usdc.isUsed(authorization)))) {
    const earlier = await afterUse(deps, offer.id, authorization, isBound ? number : null);
    if ("state" in earlier) return earlier;
    claimedAtBlock = earlier.blockNumber;
  }

  const claim: NewClaim = {
    itemId: offer.id,
    versionId: offer.versionId,
    creatorId: offer.creatorId,
    payerKind,
    chainId: network.chainId,
    asset,
    x402Version: payment.x402Version,
    claimedAtBlock,
    isBound,
    paymentId: payment.paymentId ?? null,
    authorization,
  };
  const claimed = known ? await tryReclaim(db, known.id, claim) : await tryClaim(db, claim);
  if (claimed) {
    deps.emit({ type: "claimed", purchaseId: claimed.id, itemId: offer.id });
    deps.failpoint("claimed");
  }
  return claimed ? settle(deps, claimed) : lost(deps, offer.id, claim);
}

/** One payment, one item; one id of a client's, one payment. */
async function isForAnother(deps: PaymentDeps, known: PurchaseRow | null | "", itemId: string, payment: PresentedPayment) {
  return (known && known.itemId !== itemId) || isIdTaken(deps, payment);
}

/** Who has the item already is told before anything settles. */
function refuseOwner({ creatorWallet }: ItemOffer, { from, to }: SignedAuthorization, { owned }: { owned: boolean }): void {
  if (owned) throw alreadyOwned();
  // Nor is a payment from a wallet to itself: nothing would be paid, and the gas would be ours.
  if (lower(creatorWallet) === from || to === from) throw new Refusal("own_item", "This is your own item. Nothing was charged.");
}

/**
 * Used: by a claim of ours that was made since we first looked; or before our claim, which buys nothing, unless it names this
 * item (then `head` is given) and the chain shows that it paid.
 */
async function afterUse(
  deps: PaymentDeps,
  itemId: string,
  authorization: SignedAuthorization,
  head: bigint | null,
): Promise<PurchaseOutcome | BlockPlace> {
  const { db, network } = deps;
  const since = await findByAuthorization(db, network.chainId, lower(network.usdc), authorization);
  if (since) return join(deps, since, itemId, authorization);
  const earlier = head !== null && (await ask(findEarlierSettlement(deps, authorization, head)));
  return earlier || told(deps, null, "invalid_transaction_state");
}

/** Nothing moved, and whoever operates this learns why. */
function told(deps: PaymentDeps, purchaseId: string | null, reason: Reason): PurchaseOutcome {
  deps.emit({ type: "refused", purchaseId, reason });
  return refused(reason);
}

function tooManyOpen(): Refusal {
  return new Refusal(
    "too_many_requests",
    "This wallet has shown too many payments that came to nothing. Nothing was charged; use one of them, or wait until they expire.",
    { headers: { "Retry-After": "300" } },
  );
}

function conflict(): Refusal {
  return new Refusal(
    "payment_conflict",
    "This payment was already presented, for another item or with another signature. Nothing was charged for this one.",
  );
}

/** Somebody else's claim was first: this authorization's, or another one of the same payer for the same item. */
async function lost(deps: PaymentDeps, itemId: string, claim: NewClaim): Promise<PurchaseOutcome> {
  const same = await findByAuthorization(deps.db, claim.chainId, claim.asset, claim.authorization);
  if (same && same.state !== "refused") return join(deps, same, itemId, claim.authorization);
  const other = await findInFlight(deps.db, itemId, claim.authorization.from);
  if (other?.state === "confirmed") throw alreadyOwned();
  if (same && !other) return join(deps, same, itemId, claim.authorization);
  return { state: "pending", transaction: null };
}

/**
 * Waits for whoever settles this authorization, or goes on with a claim that was left; the same payment never starts twice. Payer
 * and nonce can be read from the chain before the payer has the bytes: who presents them without the signature is somebody else.
 */
async function join(
  deps: PaymentDeps,
  first: PurchaseRow,
  itemId: string,
  { signature }: SignedAuthorization,
): Promise<PurchaseOutcome> {
  if (first.itemId !== itemId || first.signature !== signature) throw conflict();
  const deadline = deps.clock.now().getTime() + JOIN_WAIT_MS;
  let current: PurchaseRow | null = first;
  const isWaiting = () => current?.state === "claimed" || current?.state === "settling";
  while (isWaiting() && deps.clock.now().getTime() < deadline) {
    if (current?.state === "claimed" && (await tryTakeOver(deps.db, current, deps.clock.now()))) return settle(deps, current);
    await deps.sleep(JOIN_POLL_MS);
    current = await findPurchase(deps.db, first.id);
  }
  switch (current?.state) {
    case "confirmed": {
      const settlement = await findSettlement(deps.db, first.id);
      return { state: "confirmed", purchaseId: first.id, transaction: settlement?.transaction as Hex };
    }
    case "refused":
    case "expired": {
      if (await hasEntitlement(deps.db, itemId, first.payer)) throw alreadyOwned();
      // Given up before anything was sent, for no fault of the payment's: while it lives, the same header begins again.
      const isGivenUp = current.reason === "unexpected_settle_error";
      if (isGivenUp && current.state === "refused") throw unavailable();
      return refused((!isGivenUp && (current.reason as Reason)) || "invalid_exact_evm_payload_authorization_valid_before");
    }
    default:
      return { state: "pending", transaction: null };
  }
}

/** From a claim that is ours to the chain's verdict. */
async function settle(deps: PaymentDeps, claimed: PurchaseRow): Promise<PurchaseOutcome> {
  const { db, usdc, facilitator } = deps;
  const request = requestOf(deps, claimed);

  // Who was slow may have been overtaken: its claim given up by the sweep, and taken and sent by another request.
  const giveUp = async (reason: Reason): Promise<PurchaseOutcome> => {
    const isOurs = await tryMove(db, claimed.id, "refuse", reason);
    const isRefused = isOurs || (await findPurchase(db, claimed.id))?.state === "refused";
    return isRefused ? told(deps, claimed.id, reason) : pending(deps, claimed.id, null);
  };
  const pause = async (): Promise<PurchaseOutcome> => {
    const outcome = await giveUp("unexpected_settle_error");
    if (outcome.state === "refused") throw unavailable();
    return outcome;
  };
  let gas: bigint;
  let quote: Quote;
  try {
    const simulation = await usdc.simulate(request.authorization);
    deps.failpoint("simulated");
    if (!simulation.ok) {
      const isSpent = simulation.reason === "invalid_transaction_state";
      return (isSpent && (await paidByOthers(deps, claimed))) || (await giveUp(simulation.reason));
    }
    gas = simulation.gas;
    quote = await facilitator.quote();
  } catch (error) {
    if (error instanceof CannotSettle) deps.emit({ type: "capped", cap: "transaction" });
    return pause();
  }

  let attempt: AttemptRow | null;
  try {
    attempt = await storeAttempt(deps, claimed, (takeSlot) => facilitator.prepare(request, gas, quote, takeSlot));
  } catch (error) {
    // The transaction was rolled back: nothing is stored, so nothing can be sent.
    if (error instanceof OverDailyCap) deps.emit({ type: "capped", cap: "day" });
    return pause();
  }
  if (!attempt) return join(deps, claimed, claimed.itemId, request.authorization);
  deps.failpoint("attempt-stored");

  const prepared = preparedOf(attempt);
  const transaction = prepared.signed?.transaction ?? null;
  const sent = await facilitator.submit(prepared, request).catch(() => ({ transaction, receipt: null }));
  deps.emit({ type: "submitted", purchaseId: claimed.id, facilitator: attempt.facilitator, transaction: sent.transaction });
  deps.failpoint("submitted");
  return conclude(deps, claimed, await awaitSettlement(deps, claimed, sent), sent.transaction);
}

function pending(deps: PaymentDeps, purchaseId: string, transaction: Hex | null): PurchaseOutcome {
  deps.emit({ type: "unknown", purchaseId });
  return { state: "pending", transaction };
}

/** Somebody else brought the authorization to the chain between our look and our simulation: then it is paid, or will be. */
async function paidByOthers(deps: PaymentDeps, claimed: PurchaseRow): Promise<PurchaseOutcome | null> {
  const verdict = await lookOnce(deps, claimed, { transactions: [], areOurs: false, everywhere: true });
  if (verdict.state !== "paid" && verdict.state !== "shallow") return null;
  if (verdict.state === "shallow") await tryMove(deps.db, claimed.id, "store");
  return conclude(deps, claimed, verdict, null);
}

/** What was begun before is joined; what was refused and paid nobody may begin again: null. */
async function answerKnown(
  deps: PaymentDeps,
  known: PurchaseRow,
  itemId: string,
  authorization: SignedAuthorization,
  { owned }: Standing,
): Promise<PurchaseOutcome | null> {
  if (known.state !== "refused") return join(deps, known, itemId, authorization);
  if (owned) throw alreadyOwned();
  return lookAtEarlier(deps, known, authorization);
}

/**
 * A refused payment may have been paid since, by somebody else's transaction; and one that was sent once may be under way again,
 * after a reorganisation, when nothing but "ask again" would be true. Null for what may begin again: it was never sent, or the
 * chain still shows that it failed.
 */
async function lookAtEarlier(
  deps: PaymentDeps,
  known: PurchaseRow,
  { signature }: SignedAuthorization,
): Promise<PurchaseOutcome | null> {
  const transactions = await transactionsOf(deps, known.id);
  const verdict = await ask(lookOnce(deps, known, { transactions, areOurs: true, everywhere: true }));
  if (verdict.state === "reverted" || (verdict.state === "unknown" && transactions.length === 0)) return null;
  if (known.signature !== signature) throw conflict();
  return conclude(deps, known, verdict, transactions[0] ?? null);
}

/** What the chain said becomes a row and an answer. */
async function conclude(
  deps: PaymentDeps,
  claimed: PurchaseRow,
  verdict: ChainVerdict,
  sent: Hex | null,
): Promise<PurchaseOutcome> {
  switch (verdict.state) {
    case "paid": {
      const { transaction } = verdict.settlement;
      try {
        const write = () => record(deps, claimed, verdict.settlement, "request");
        const written = await write().catch(write);
        if (written === "second") throw alreadyOwned();
        if (written === "contested") return pending(deps, claimed.id, transaction);
      } catch (error) {
        if (error instanceof Refusal) throw error;
        // Paid, and not written in two tries: the sweep writes it, and the same header is answered then.
        return pending(deps, claimed.id, transaction);
      }
      return { state: "confirmed", purchaseId: claimed.id, transaction };
    }
    case "shallow":
      return pending(deps, claimed.id, verdict.transaction);
    case "unknown":
      return pending(deps, claimed.id, sent);
    case "reverted":
      await tryMove(deps.db, claimed.id, "revert", "invalid_transaction_state");
      deps.emit({ type: "reverted", purchaseId: claimed.id });
      return told(deps, claimed.id, "invalid_transaction_state");
  }
}
