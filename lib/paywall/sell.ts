// A presented payment at the wall: its offer → the purchase → its one delivery, or the answer that says why not.
import { openSession } from "../auth/session";
import { findOffer, type ItemOffer } from "../catalog/items/offer";
import { clientOf } from "../http/node/client-address";
import type { Hash } from "../kernel/address";
import { Refusal } from "../kernel/errors";
import type { PaymentDeps } from "../payments/deps";
import { openPurchased } from "../payments/library/open-content";
import { refuseAtSight } from "../payments/purchase/at-sight";
import { answering, deliver, mayRemember, refuseLate } from "../payments/purchase/deliver";
import type { ClientOutcome, RefusedPayment } from "../payments/purchase/outcome";
import { isOwed } from "../payments/purchase/owed";
import { purchase } from "../payments/purchase/purchase";
import { services } from "../services";
import { findViewer, sessionCookie } from "../session/session-cookie";
import type { PresentedPayment } from "../x402/payment-header";
import { OFFER_RECEIPT, receiptExtension } from "../x402/receipts/signed-receipt";
import { openedHeaders, paymentRequired, type Respond, settlementHeaders, settlementPending } from "./answers";
import { chargeRequiredOf } from "./charge-challenge";
import { cachedOffer, getOffer, type PaidResource, paymentRequiredOf, urlOf } from "./offer-cache";
import { type Admission, asCaller } from "./payment-limits";
import { railOf } from "./rail-of";

type Confirmed = Extract<ClientOutcome, { state: "confirmed" }>;

/** Settles a payment, or says why not, within what its caller and its payer may try. */
export function sell(request: Request, resource: PaidResource, payment: PresentedPayment, respond: Respond): Promise<Response> {
  return asCaller(services(), clientOf(request.headers), (admit) => show(request, resource, payment, respond, admit));
}

async function show(
  request: Request,
  resource: PaidResource,
  payment: PresentedPayment,
  respond: Respond,
  admit: Admission,
): Promise<Response> {
  const deps = { ...services(), ...railOf(payment) };
  const requiredOf = payment.header === "authorization" ? chargeRequiredOf : paymentRequiredOf;
  const refused = async ({ reason }: RefusedPayment, current: Promise<ItemOffer>) =>
    paymentRequired(
      await requiredOf(await current, resource, reason),
      settlementHeaders(payment, { success: false, errorReason: reason, transaction: "" }),
    );
  const atSight = await refuseAtSight(deps, payment, admit);
  if (atSight) return refused(atSight, cachedOffer(resource));

  const offer = offerFor(deps, resource, payment, admit);
  const item = { id: resource.itemId, offer };
  const outcome = await purchase(deps, item, payment, payerKindOf(request, deps.origin), admit, isThere(request));
  if (outcome.state === "refused") return refused(outcome, offer);
  if (outcome.state === "pending") return settlementPending(payment, outcome);
  const answer = await answering(deps, outcome, () => open(request, resource, payment, respond, outcome)).catch(
    (error: unknown) => {
      if (error instanceof Refusal) throw error;
      // It is paid: its client is told what to come back with.
      deps.log.failure("answering a payment", error);
      return null;
    },
  );
  return answer ?? settlementPending(payment, outcome);
}

const isThere = (request: Request) => () => !request.signal.aborted;

/** The answer to a payment that the chain has shown: its one delivery. Null if it cannot be given now: ask again. */
async function open(
  request: Request,
  resource: PaidResource,
  payment: PresentedPayment,
  respond: Respond,
  outcome: Confirmed,
): Promise<Response | null> {
  const deps = services();
  const payerKind = payerKindOf(request, deps.origin);
  const { purchaseId, transaction } = outcome;
  await refuseLate(deps, outcome);
  // Nobody is there any more: the one delivery is kept for whoever comes back with the same payment.
  if (request.signal.aborted) return null;
  const opened = outcome.opened ?? (await openPurchased(deps, purchaseId));
  // Its block has just left the chain: it is being settled again.
  if (!opened) return null;
  const extensions = signedReceipt(resource, payment, transaction);
  const settled = settlementHeaders(payment, { success: true, transaction, extensions });
  const response = await respond(opened, { ...openedHeaders(opened), ...settled }, whole(request));
  if (request.signal.aborted) {
    await response.body?.cancel();
    return null;
  }
  try {
    const session = mayRemember(outcome.claimant) ? await sessionFor(request, payerKind) : NO_SESSION;
    await deliver(deps, outcome, session.sessionId);
    for (const [name, value] of Object.entries(session.headers)) response.headers.append(name, value);
    return response;
  } catch (error) {
    await response.body?.cancel();
    throw error;
  }
}

/** What is for sale; and for a payment that was taken or made before, what was for sale then, taken down or changed since. */
async function offerFor(
  deps: PaymentDeps,
  resource: PaidResource,
  payment: PresentedPayment,
  admit: Admission,
): Promise<ItemOffer> {
  try {
    return await getOffer(resource);
  } catch (error) {
    const offer = (await isOwed(deps, resource.itemId, payment, admit)) && (await findOffer(deps, resource.itemId));
    if (!offer) throw error;
    return offer;
  }
}

/** Paying from our own pages is a person; everything else is an agent. */
export function payerKindOf(request: Request, origin: string): "person" | "agent" {
  const ours = request.headers.get("sec-fetch-site") === "same-origin" || request.headers.get("origin") === origin;
  return ours ? "person" : "agent";
}

/** The extension of PAYMENT-RESPONSE that says under our signature who paid for what, and where on the chain. */
function signedReceipt(resource: PaidResource, payment: PresentedPayment, transaction: Hash) {
  const { receiptSigner, clock } = services();
  const { caip2: network } = railOf(payment).network;
  const facts = { resourceUrl: urlOf(resource), network, payer: payment.authorization.from, transaction };
  return { [OFFER_RECEIPT]: receiptExtension(receiptSigner.signX402Receipt(facts, clock.now())) };
}

const PARTIAL = ["range", "if-range", "if-none-match"];

/** The answer to a payment is its one delivery: never a part of the bytes, nor "not modified". */
function whole(request: Request): Request {
  if (!PARTIAL.some((name) => request.headers.has(name))) return request;
  const headers = new Headers(request.headers);
  for (const name of PARTIAL) headers.delete(name);
  return new Request(request.url, { headers });
}

const NO_SESSION = { sessionId: null, headers: {} };

/** The cookie that lets the browser which paid open the item again; an agent gets none. */
async function sessionFor(
  request: Request,
  payerKind: "person" | "agent",
): Promise<{ sessionId: string | null; headers: Record<string, string> }> {
  if (payerKind === "agent") return NO_SESSION;
  const viewer = await findViewer(request.headers);
  if (viewer.kind !== "nobody") return { sessionId: viewer.sessionId, headers: {} };
  const session = await openSession(services(), null);
  return { sessionId: session.sessionId, headers: { "Set-Cookie": sessionCookie(session) } };
}
