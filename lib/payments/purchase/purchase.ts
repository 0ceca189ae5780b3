// One purchase, from a presented payment to its outcome: known already? · terms and signature · claim · settle.
// No network call is made inside a transaction.
import type { ItemOffer } from "../../catalog/items/offer";
import { type Address, type Hash, toAddress } from "../../kernel/address";
import { Refusal } from "../../kernel/errors";
import { inSpan } from "../../kernel/trace";
import type { SignedAuthorization } from "../../x402/exact/signed-authorization";
import type { PresentedPayment } from "../../x402/payment-header";
import { fixedPrice } from "../../x402/price";
import type { Reason } from "../../x402/reasons";
import type { PaymentDeps } from "../deps";
import { listAttempts, wasAlone } from "../ledger/journal-queries";
import { findRivals, type NewClaim, type PurchaseRow, type Rivals, tryClaim, tryReclaim } from "../ledger/purchase-queries";
import type { Standing } from "../ledger/standing-queries";
import { lookAt, lookOnce, noteWastedFee } from "../settlement/await-settlement";
import { keepShownParts } from "../settlement/shown-parts";
import { findBreach, isOver } from "../terms/terms";
import { tryBegin } from "./begin";
import { findEarlierSettlement, type Ties, tiesOf } from "./binding";
import { ANYBODY, claimHashOf, isProved, newClaim, type Recognition, recognise } from "./claimant";
import { isBusy } from "./gather";
import { lookUp } from "./look-up";
import {
  alreadyOwned,
  type ClientOutcome,
  concludeVerdict,
  orPaused,
  outcomeFor,
  ownItem,
  paymentConflict,
  paymentsPaused,
  pendingAndEmit,
  type RefusedPayment,
  refuseAndEmit,
  refuseBlocked,
  tooManyInFlight,
  tooManyRefused,
} from "./outcome";
import { joinPurchase, send, settleClaim } from "./settle";
import { mayBeSpent, simulateOrPause } from "./simulate";
import { type WatchedPayment, watchBeginning } from "./under-way";

export interface Admit {
  /** Throws `too_many_requests` for a payer of whom too much came to nothing. */
  payer(payer: Address): Promise<void>;
  /** The payment was begun before, with this signature. */
  known(): void;
}

const ANYTHING: Admit = { payer: async () => {}, known() {} };

/** Settlements that failed for a payer within a day, each at our cost for gas, until it is refused: simulations can be fooled. */
const STRIKES_MAX = 3;
/** Authorizations of one payer that came to nothing and are watched until they expire. */
const REFUSED_MAX = 50;
/** Payments of one payer on their way to the chain: each costs gas, and what they draw on together may not be there for all of them. */
const IN_FLIGHT_MAX = 200;

/** What is bought: its offer, or its id while the offer is being read. */
type Item = ItemOffer | { id: string; offer: Promise<ItemOffer> };

/**
 * Buys an item with a presented payment. Throws `already_owned`, `payment_conflict`, `own_item` and `payments_paused`. `admit.payer`
 * is asked, and may throw, before anything is begun in a payer's name: by then the payer has signed for terms of ours. `isAwaited`: whether
 * the client is still there; the one delivery of what it began is taken for it together with the confirmation then.
 */
export async function purchase(
  deps: PaymentDeps,
  item: Item,
  presented: PresentedPayment,
  payerKind: "person" | "agent",
  admit = ANYTHING,
  isAwaited?: () => boolean,
): Promise<ClientOutcome> {
  const { authorization, isByKey } = deps.usdc.readSignature(presented.authorization);
  const payment = { ...presented, authorization };
  const beginning = watchBeginning(deps, authorization.from);
  try {
    return await inSpan(
      "purchase",
      { "pennypost.item.id": item.id },
      () => purchaseWatched(deps, item, payment, payerKind, { isByKey, beginning, admit, isAwaited }),
      ({ state }) => ({ "pennypost.purchase.state": state }),
    );
  } finally {
    beginning.end();
  }
}

interface Again {
  /** It was sent in others' company, and may be read from the chain. */
  wasSent: boolean;
}

interface Request {
  /** The payer's key signed. */
  isByKey: boolean;
  beginning: WatchedPayment;
  admit: Admit;
  isAwaited: (() => boolean) | undefined;
}

async function purchaseWatched(
  deps: PaymentDeps,
  item: Item,
  payment: PresentedPayment,
  payerKind: "person" | "agent",
  request: Request,
): Promise<ClientOutcome> {
  const { authorization } = payment;
  // Who has not shown the payer's signature costs the node no call before the database was asked.
  if (request.isByKey) deps.usdc.expectHead();
  const [offer, { standing, known, isIdTaken }] = await Promise.all([
    "offer" in item ? item.offer : item,
    lookUp(deps, item.id, payment),
  ]);
  if (known?.signature === authorization.signature) request.admit.known();
  if ((known && known.itemId !== offer.id) || isIdTaken) throw paymentConflict();
  if (known && known.state !== "refused") return join(deps, known, offer.id, payment);
  if (!known && !deps.isOpen()) throw paymentsPaused();
  const unsigned = request.isByKey ? null : await refuseUnsigned(deps, known, authorization);
  if (unsigned) return unsigned;
  const refused = known && (await answerRefused(deps, known, payment, standing));
  if (refused && "state" in refused) return refused;
  if (!deps.isOpen()) throw paymentsPaused();
  refuseOwner(offer, authorization, standing);
  return begin(deps, offer, payment, payerKind, { known, wasSent: refused?.wasSent ?? false, standing, ...request });
}

/** Begins and settles what nothing was begun for yet, or what was refused before. */
async function begin(
  deps: PaymentDeps,
  offer: ItemOffer,
  payment: PresentedPayment,
  payerKind: "person" | "agent",
  { known, wasSent, standing, isByKey, beginning, admit, isAwaited }: Pick<Context, "known" | "standing"> & Again & Request,
): Promise<ClientOutcome> {
  const head = await orPaused(deps.usdc.head());
  const ties = tiesOf(deps, offer, payment);
  // It is too late to send it, and it may have been paid in time.
  const isLate = !known && ties.isBound && isOver(payment.authorization, head.time);
  const context = { known, standing, ties, time: head.time, others: beginning.others() };
  const refusal = isLate ? null : checkTerms(deps, offer, payment, context);
  if (refusal) return refusal;
  beginning.begin();
  await admit.payer(payment.authorization.from);
  keepShownParts(deps, offer.id, payment);
  const claim = payment.claim ?? newClaim();
  const row: NewClaim = {
    itemId: offer.id,
    versionId: offer.versionId,
    creatorId: offer.creatorId,
    payerKind,
    chainId: deps.network.chainId,
    asset: toAddress(deps.network.asset),
    x402Version: payment.x402Version,
    claimedAtBlock: head.number,
    isBound: ties.isBound,
    paymentId: payment.paymentId ?? null,
    claimHash: claimHashOf(claim, payment.claim ? "client" : "server"),
    authorization: payment.authorization,
  };
  // What was sent is finished: its header is public.
  if (known && !wasSent) await refuseBlocked(deps, standing, payment.authorization);
  if (known) return beginAgain(deps, known, wasSent && !isProved(known, payment), row, payment, claim);
  if (isLate) return onUnsettleable(deps, row, payment, "invalid_exact_evm_payload_authorization_valid_before");
  const rivals = standing.hasRival ? await findRivals(deps.db, row) : null;
  if (rivals?.same || rivals?.other) return answerRivals(deps, rivals, row, payment);
  const simulated = await simulateOrPause(deps, payment.authorization, isByKey && (beginning.hasCompany() || isBusy(deps)));
  if ("reason" in simulated) return onUnsettleable(deps, row, payment, simulated.reason);
  await refuseBlocked(deps, standing, payment.authorization);
  const begun = await tryBegin(deps, row, simulated, isAwaited);
  beginning.end();
  if (begun === "conflict") return onClaimConflict(deps, row, payment);
  if (begun === "unknown") return { state: "pending", transaction: null, claimant: "first", claim };
  const { purchase: first, attempt } = begun;
  const claimant = isProved(first, payment) ? "proved" : "first";
  const sent = await send(deps, first, attempt, isAwaited).catch((error: unknown) => {
    if (error instanceof Refusal) throw error;
    // It is stored, and may be on its way: what failed was only to learn of it.
    return pendingAndEmit(deps, first.id, attempt.transaction as Hash | null);
  });
  return outcomeFor(sent, { claimant, claim });
}

/**
 * A refused payment, shown again. What was sent in others' company can be read from the chain: it goes on under the secrets of its first
 * client, for the payer, and who shows the header alone may have read it there.
 */
async function beginAgain(
  deps: PaymentDeps,
  known: PurchaseRow,
  isCopy: boolean,
  row: NewClaim,
  payment: PresentedPayment,
  claim: string,
): Promise<ClientOutcome> {
  const kept = isCopy ? { ...row, paymentId: null, claimHash: known.claimHash } : row;
  return onClaimed(deps, kept, payment, await tryReclaim(deps.db, known.id, kept), isCopy ? null : claim);
}

/** Settles a claim whose row was written before its attempt; `claim`: the secret of its client, null for whom it belongs to nobody here. */
async function onClaimed(
  deps: PaymentDeps,
  row: NewClaim,
  payment: PresentedPayment,
  claimed: PurchaseRow | null,
  claim: string | null,
): Promise<ClientOutcome> {
  if (!claimed) return onClaimConflict(deps, row, payment);
  deps.emit({ type: "claimed", purchaseId: claimed.id, itemId: row.itemId });
  const client: Recognition = claim === null ? ANYBODY : { claimant: isProved(claimed, payment) ? "proved" : "first", claim };
  return outcomeFor(await settleClaim(deps, claimed), client);
}

/**
 * The chain would not take it as it is now. That is no news where it, or another payment of its payer's for the item, was begun
 * meanwhile. A spent one buys nothing, unless its nonce names this item and the chain shows that it paid: who comes with what the chain
 * has shown may have read it there, and begins this for the payer only. Nothing is written otherwise.
 */
async function onUnsettleable(
  deps: PaymentDeps,
  row: NewClaim,
  payment: PresentedPayment,
  reason: Reason,
): Promise<ClientOutcome> {
  const rivals = await findRivals(deps.db, row);
  if (rivals.same || rivals.other) return answerRivals(deps, rivals, row, payment);
  const earlier =
    mayBeSpent(reason) && row.isBound && (await orPaused(findEarlierSettlement(deps, row.authorization, row.claimedAtBlock)));
  if (!earlier) return refuseAndEmit(deps, null, reason);
  const seen = { ...row, claimedAtBlock: earlier.blockNumber, paymentId: null, claimHash: null };
  return onClaimed(deps, seen, payment, await tryClaim(deps.db, seen), null);
}

/** Whoever is told what a wallet owns, or what became of its payment, has shown its signature. Null for one who has. */
async function refuseUnsigned(
  deps: PaymentDeps,
  known: PurchaseRow | null,
  authorization: SignedAuthorization,
): Promise<RefusedPayment | null> {
  if (known?.signature === authorization.signature) return null;
  const breach = await orPaused(deps.usdc.findContractBreach(authorization));
  return breach && refuseAndEmit(deps, known?.id ?? null, breach);
}

/**
 * Payer and nonce can be read from the chain before the payer has the bytes: a client that presents them without the signature
 * is not the payer.
 */
async function join(deps: PaymentDeps, first: PurchaseRow, itemId: string, payment: PresentedPayment): Promise<ClientOutcome> {
  if (first.itemId !== itemId || first.signature !== payment.authorization.signature) throw paymentConflict();
  const client = await recognise(deps, first, payment);
  return joinPurchase(deps, first, client);
}

/**
 * A refused payment may have been paid since, by somebody else's transaction; and one that was sent once may be under way again
 * after a reorganisation, so that only "ask again" is true. An authorization is sent once: what the chain still shows as failed stays
 * refused, for its failing cost us gas. What may begin again has no outcome: it was never sent, or it failed in others' company and nobody has
 * found the fault yet.
 */
async function answerRefused(
  deps: PaymentDeps,
  known: PurchaseRow,
  payment: PresentedPayment,
  { owned }: Standing,
): Promise<ClientOutcome | Again> {
  if (owned) throw alreadyOwned();
  const attempts = await listAttempts(deps.db, known.id);
  const look = lookAt(attempts, "own-and-logs");
  const verdict = await orPaused(lookOnce(deps, known, look));
  if (verdict.state === "reverted") {
    await noteWastedFee(deps, known, verdict);
    const isOwnFault = attempts.some(wasAlone) || known.reason !== "unexpected_settle_error";
    return isOwnFault
      ? refuseAndEmit(deps, known.id, (known.reason as Reason) ?? "invalid_transaction_state")
      : { wasSent: true };
  }
  if (verdict.state === "unknown" && attempts.length === 0) {
    const wasSpent = known.reason === "invalid_transaction_state";
    const isSpent = wasSpent && (await orPaused(deps.usdc.isUsed(payment.authorization)));
    return isSpent ? refuseAndEmit(deps, known.id, "invalid_transaction_state") : { wasSent: false };
  }
  if (known.signature !== payment.authorization.signature) throw paymentConflict();
  const client = await recognise(deps, known, payment);
  return outcomeFor(await concludeVerdict(deps, known, verdict, look.transactions[0] ?? null), client);
}

/** An owner learns it before anything settles; so does a wallet that would pay itself, with our gas. */
function refuseOwner({ creatorWallet }: ItemOffer, { from, to }: SignedAuthorization, { owned }: Standing): void {
  if (owned) throw alreadyOwned();
  if (creatorWallet === from || to === from) throw ownItem();
}

interface Context {
  known: PurchaseRow | null;
  standing: Standing;
  ties: Ties;
  /** Unix seconds on the chain. */
  time: bigint;
  /** Payments of this payer that begin at this moment, and that the standing does not tell of. */
  others: number;
}

/** The payment's terms and the payer's record. Null if all is well. */
function checkTerms(
  deps: PaymentDeps,
  offer: ItemOffer,
  payment: PresentedPayment,
  { known, standing, ties, time, others }: Context,
): RefusedPayment | null {
  const refuse = (reason: Reason) => refuseAndEmit(deps, known?.id ?? null, reason);
  const payees = [offer.payTo, ...standing.payees];
  const price = fixedPrice([...standing.amounts, ...ties.amounts]);
  const breach = findBreach(payment, { network: deps.network, payees, price, time });
  if (breach ?? ties.isForeign) return refuse(breach ?? "invalid_payment_requirements");
  if (standing.strikes >= STRIKES_MAX) {
    deps.emit({ type: "capped", cap: "strikes" });
    return refuse("unexpected_settle_error");
  }
  if (standing.isOverShare) {
    deps.emit({ type: "capped", cap: "share" });
    throw paymentsPaused();
  }
  if (!known && standing.refused >= REFUSED_MAX) throw tooManyRefused();
  if (standing.strikes > 0 && standing.strikes + others >= STRIKES_MAX) throw tooManyInFlight();
  if (!known && standing.inFlight + others >= IN_FLIGHT_MAX) throw tooManyInFlight();
  return null;
}

/** Another claim was first: this authorization's, or another one of the same payer for the same item. */
async function onClaimConflict(deps: PaymentDeps, row: NewClaim, payment: PresentedPayment): Promise<ClientOutcome> {
  return answerRivals(deps, await findRivals(deps.db, row), row, payment);
}

function answerRivals(
  deps: PaymentDeps,
  { same, other }: Rivals,
  { itemId }: NewClaim,
  payment: PresentedPayment,
): Promise<ClientOutcome> | ClientOutcome {
  if (same && same.state !== "refused") return join(deps, same, itemId, payment);
  if (other?.state === "confirmed") throw alreadyOwned();
  if (same && !other) return join(deps, same, itemId, payment);
  // Its id is another payment's; or what was in its way has ended since, and nothing was begun.
  if (!other) throw payment.paymentId ? paymentConflict() : paymentsPaused();
  return { state: "pending", transaction: null, ...ANYBODY };
}
