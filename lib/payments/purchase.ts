// One purchase: claim → settle → entitlement. Written ahead, settled by the database, believed only when the chain says so.
// No network call is made inside a transaction; after something was sent there is no "failed", only "unknown".
import { setTimeout as sleep } from "node:timers/promises";
import type { ItemOffer } from "../catalog/offer";
import { type Hex, lower } from "../kernel/address";
import { Refusal } from "../kernel/errors";
import type { PresentedPayment } from "../x402/payment-header";
import type { Reason } from "../x402/reasons";
import type { SignedAuthorization } from "../x402/signed-authorization";
import { awaitSettlement, lookOnce } from "./await-settlement";
import type { PaymentDeps } from "./deps";
import { storeAttempt } from "./journal-queries";
import {
  countStrikes,
  findByAuthorization,
  findHonouredAmounts,
  findInFlight,
  findPurchase,
  findSettlement,
  hasEntitlement,
  markRefused,
  type NewClaim,
  type PurchaseRow,
  tryClaim,
  tryReclaim,
} from "./queries";
import { preparedOf, requestOf } from "./relay";
import { findBreach } from "./terms";

const JOIN_WAIT_MS = 10_000;
const JOIN_POLL_MS = 100;
/** A payer whose settlements failed this often within a day has had enough of our gas: simulations can be told apart. */
const STRIKES_MAX = 3;

export type PurchaseOutcome =
  | { state: "confirmed"; purchaseId: string; transaction: Hex }
  /** Nothing moved, and nothing is on its way. */
  | { state: "refused"; reason: Reason }
  /** Something may be on its way: ask again with the same header, never with a new one. */
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

  const known = await findByAuthorization(db, network.chainId, asset, authorization);
  if (known && known.itemId !== offer.id) throw conflict();
  if (known && known.state !== "refused") return join(deps, known, offer.id, authorization);
  if (!deps.isOpen()) throw unavailable();
  if (await hasEntitlement(db, offer.id, authorization.from)) throw alreadyOwned();
  if (lower(offer.creatorWallet) === authorization.from)
    throw new Refusal("own_item", "This is your own item. Nothing was charged.");

  const head = await ask(usdc.head());
  const [amounts, strikes] = await Promise.all([
    findHonouredAmounts(db, offer.id),
    countStrikes(db, network.chainId, asset, authorization.from),
  ]);
  const breach = findBreach(payment, { network, payTo: offer.payTo, amounts, time: head.time });
  if (breach) return refused(breach);
  if (strikes >= STRIKES_MAX) return refused("unexpected_settle_error");
  const forgery = await ask(usdc.findSignatureBreach(authorization));
  if (forgery) return refused(forgery);
  if (!known && (await ask(usdc.isUsed(authorization)))) {
    // Used: before our claim, which buys nothing; or by a claim of ours that was made since we first looked.
    const since = await findByAuthorization(db, network.chainId, asset, authorization);
    return since ? join(deps, since, offer.id, authorization) : refused("invalid_transaction_state");
  }

  const claim: NewClaim = {
    itemId: offer.id,
    versionId: offer.versionId,
    creatorId: offer.creatorId,
    payerKind,
    chainId: network.chainId,
    asset,
    x402Version: payment.x402Version,
    claimedAtBlock: head.number,
    authorization,
  };
  const claimed = known ? await tryReclaim(db, known.id, claim) : await tryClaim(db, claim);
  return claimed ? settle(deps, claimed) : lost(deps, offer.id, claim);
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
 * Waits for whoever settles this authorization; the same payment never starts twice. Payer and nonce can be read from the
 * chain before the payer has the bytes: who presents them without the signature is somebody else.
 */
async function join(
  deps: PaymentDeps,
  first: PurchaseRow,
  itemId: string,
  { signature }: SignedAuthorization,
): Promise<PurchaseOutcome> {
  if (first.itemId !== itemId || first.signature !== signature) throw conflict();
  const deadline = Date.now() + JOIN_WAIT_MS;
  let current: PurchaseRow | null = first;
  while (current && (current.state === "claimed" || current.state === "settling") && Date.now() < deadline) {
    await sleep(JOIN_POLL_MS);
    current = await findPurchase(deps.db, first.id);
  }
  switch (current?.state) {
    case "confirmed": {
      const settlement = await findSettlement(deps.db, first.id);
      return { state: "confirmed", purchaseId: first.id, transaction: settlement?.transaction as Hex };
    }
    case "refused":
    case "expired":
      if (await hasEntitlement(deps.db, itemId, first.payer)) throw alreadyOwned();
      return refused((current.reason as Reason | null) ?? "invalid_exact_evm_payload_authorization_valid_before");
    default:
      return { state: "pending", transaction: null };
  }
}

/** From a claim that is ours to the chain's verdict. */
async function settle(deps: PaymentDeps, claimed: PurchaseRow): Promise<PurchaseOutcome> {
  const { db, usdc, facilitator } = deps;
  const request = requestOf(deps, claimed);

  const giveUp = async (reason: Reason): Promise<PurchaseOutcome> => {
    await markRefused(db, claimed.id, "claimed", reason);
    return refused(reason);
  };
  let gas: bigint;
  let fees: Awaited<ReturnType<typeof facilitator.quoteFees>>;
  try {
    const simulation = await usdc.simulate(request.authorization);
    if (!simulation.ok) {
      const front = simulation.reason === "invalid_transaction_state" ? await lookOnce(deps, claimed, null) : null;
      if (front?.state === "paid") return { state: "confirmed", purchaseId: claimed.id, transaction: front.transaction };
      return await giveUp(simulation.reason);
    }
    gas = simulation.gas;
    fees = await facilitator.quoteFees();
  } catch {
    await giveUp("unexpected_settle_error");
    throw unavailable();
  }

  const attempt = await storeAttempt(db, claimed, "claimed", (takeNonce) => facilitator.prepare(request, gas, fees, takeNonce));
  if (!attempt) return { state: "pending", transaction: null };

  const prepared = preparedOf(attempt);
  const transaction = prepared.signed?.transaction ?? null;
  const sent = await facilitator.submit(prepared, request).catch(() => ({ transaction, receipt: null }));
  const verdict = await awaitSettlement(deps, claimed, sent);
  if (verdict.state === "paid") return { state: "confirmed", purchaseId: claimed.id, transaction: verdict.transaction };
  if (verdict.state === "unknown") return { state: "pending", transaction: sent.transaction };
  await markRefused(db, claimed.id, "settling", "invalid_transaction_state");
  return refused("invalid_transaction_state");
}
