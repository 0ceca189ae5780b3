// The wall, for every paid URL: owned (by the session, or by a wallet that is proved) → bytes · paid → claim, settle, bytes ·
// neither → 402. HEAD and OPTIONS never settle.
import { hashToken, openSession } from "../auth/session";
import { findOffer, type ItemOffer } from "../catalog/items/offer";
import { lengthHeader } from "../http/node/known-length";
import { toProblem } from "../http/problem";
import { findActor, sessionCookie, sessionToken } from "../http/session-cookie";
import type { Hex } from "../kernel/address";
import { Refusal, type RefusalCode } from "../kernel/errors";
import { findPayment } from "../payments/library/find-payment";
import { type OpenedContent, openContent, openPurchased } from "../payments/library/open-content";
import { deliver } from "../payments/purchase/deliver";
import { alreadyOwned, purchase } from "../payments/purchase/purchase";
import { services } from "../services";
import { type PresentedPayment, parsePayment } from "../x402/payment-header";
import { type PaymentRequiredResponse, type SettleResponse, settlementHeader } from "../x402/payment-required";
import { OFFER_RECEIPT, receiptExtension } from "../x402/receipts/signed-receipt";
import { cachedPaymentRequired, getOffer, type PaidResource, paymentRequiredOf, urlOf } from "./offer-cache";
import { openByProof } from "./wallet-proof";

/** Makes the answer that carries the bytes, with these headers added; called before the one delivery is taken. */
export type Respond = (opened: OpenedContent, headers: Record<string, string>, request: Request) => Promise<Response>;

/** `no-transform`: compressed on the way, the bytes would no longer be those that digests, entity tags and ranges are about. */
const PRIVATE = { "Cache-Control": "private, no-store, no-transform" };
/** For pages of other sites: they may read every answer, and never with this site's cookies. */
const CORS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers":
    "PAYMENT-REQUIRED, PAYMENT-RESPONSE, X-PAYMENT-RESPONSE, Pennypost-Receipt, Retry-After, ETag, Content-Range, Accept-Ranges",
};
const RETRY_SECONDS = "3";

/** The refusals that any paid URL may answer with. */
export const paidErrors: RefusalCode[] = [
  "invalid_payment_header",
  "not_found",
  "already_owned",
  "own_item",
  "payment_conflict",
  "removed",
  "too_many_requests",
  "settlement_pending",
  "payments_paused",
];

function paymentRequired({ body, headers }: PaymentRequiredResponse, more: Record<string, string> = {}): Response {
  return new Response(body, {
    status: 402,
    headers: {
      "Content-Type": "application/json",
      ...lengthHeader(Buffer.byteLength(body)),
      ...PRIVATE,
      ...headers,
      ...more,
    },
  });
}

/** Paying from our own pages is a person; everything else is an agent. */
function payerKindOf(request: Request, origin: string): "person" | "agent" {
  const ours = request.headers.get("sec-fetch-site") === "same-origin" || request.headers.get("origin") === origin;
  return ours ? "person" : "agent";
}

function settled(payment: PresentedPayment, response: Omit<SettleResponse, "payer">): Record<string, string> {
  const { header, authorization } = payment;
  return settlementHeader({ header, network: services().network }, { ...response, payer: authorization.from });
}

function pending(payment: PresentedPayment, transaction: string | null): Response {
  return toProblem(
    new Refusal(
      "settlement_pending",
      "The payment is on its way and not yet confirmed. Do not pay again: send the same header again shortly.",
      {
        headers: {
          "Retry-After": RETRY_SECONDS,
          ...settled(payment, { success: false, errorReason: "settlement_pending", transaction: transaction ?? "" }),
        },
      },
    ),
  );
}

/** The cookie that lets the browser which paid open the item again; an agent gets none. */
async function sessionFor(
  request: Request,
  payerKind: "person" | "agent",
): Promise<{ sessionId: string | null; headers: Record<string, string> }> {
  if (payerKind === "agent") return { sessionId: null, headers: {} };
  const actor = await findActor(request.headers);
  if (actor) return { sessionId: actor.sessionId, headers: {} };
  const session = await openSession(services(), null);
  return { sessionId: session.sessionId, headers: { "Set-Cookie": sessionCookie(session) } };
}

/** What is for sale, and for a payment that was taken before: what was for sale then, taken down or changed since. */
async function offerFor(resource: PaidResource, { authorization }: PresentedPayment): Promise<ItemOffer> {
  const { db, network } = services();
  try {
    return await getOffer(resource);
  } catch (error) {
    const taken = await findPayment({ db, network }, authorization);
    const isOurs = taken?.itemId === resource.itemId && ["claimed", "settling", "confirmed"].includes(taken.state);
    const offer = isOurs && (await findOffer({ db }, resource.itemId));
    if (!offer) throw error;
    return offer;
  }
}

/** The answer to a payment is its one delivery: never a part of the bytes, nor "not modified". */
function whole(request: Request): Request {
  const headers = new Headers(request.headers);
  for (const name of ["range", "if-range", "if-none-match"]) headers.delete(name);
  return new Request(request.url, { headers });
}

/** The extension of PAYMENT-RESPONSE that says under our signature who paid for what, and where on the chain. */
async function signedReceipt(resource: PaidResource, { authorization }: PresentedPayment, transaction: Hex) {
  const { receiptSigner, network, clock } = services();
  const facts = { resourceUrl: urlOf(resource), network: network.caip2, payer: authorization.from, transaction };
  return { [OFFER_RECEIPT]: receiptExtension(await receiptSigner.signX402Receipt(facts, clock.now())) };
}

async function sell(request: Request, resource: PaidResource, payment: PresentedPayment, respond: Respond): Promise<Response> {
  const deps = services();
  const offer = await offerFor(resource, payment);
  const payerKind = payerKindOf(request, deps.origin);
  const outcome = await purchase(deps, offer, payment, payerKind);
  if (outcome.state === "refused") {
    const { reason } = outcome;
    const failure = settled(payment, { success: false, errorReason: reason, transaction: "" });
    return paymentRequired(await paymentRequiredOf(offer, resource, reason), failure);
  }
  if (outcome.state === "pending") return pending(payment, outcome.transaction);

  const { purchaseId, transaction } = outcome;
  // Nobody is there any more: the one delivery is kept for whoever comes back with the same payment.
  if (request.signal.aborted) return pending(payment, transaction);
  const opened = await openPurchased(deps, purchaseId);
  // Its block has just left the chain: it is being settled again.
  if (!opened) return pending(payment, transaction);
  const extensions = await signedReceipt(resource, payment, transaction as Hex);
  const receipt = { ...settled(payment, { success: true, transaction, extensions }), "Pennypost-Receipt": purchaseId };
  const response = await respond(opened, { ...PRIVATE, ...receipt }, whole(request));
  try {
    const session = await sessionFor(request, payerKind);
    await deliver(deps, purchaseId, session.sessionId, payment.paymentId ?? null);
    for (const [name, value] of Object.entries(session.headers)) response.headers.append(name, value);
    return response;
  } catch (error) {
    await response.body?.cancel();
    throw error;
  }
}

/** A browser that owns the item and presents a payment: only the one it was bought with, so that nothing is paid twice. */
async function refuseSecondPayment(itemId: string, payment: PresentedPayment): Promise<void> {
  const before = await findPayment(services(), payment.authorization);
  if (before?.state !== "confirmed" || before.itemId !== itemId) throw alreadyOwned();
}

async function answerPaid(request: Request, resource: PaidResource, respond: Respond): Promise<Response> {
  const deps = services();
  const payment = request.method === "HEAD" ? null : parsePayment(request.headers);
  const token = sessionToken(request.headers);
  const bySession = token && (await openContent(deps, resource.itemId, { tokenHash: hashToken(token) }));
  const proof = bySession ? null : await openByProof(request, resource);
  const opened = bySession || proof?.opened;
  if (opened) {
    if (payment) await refuseSecondPayment(resource.itemId, payment);
    const receipt: Record<string, string> = opened.purchaseId ? { "Pennypost-Receipt": opened.purchaseId } : {};
    return respond(opened, { ...PRIVATE, ...receipt }, request);
  }
  if (payment) return sell(request, resource, payment, respond);
  if (proof) return paymentRequired(await paymentRequiredOf(await getOffer(resource), resource, proof.breach));
  const answer = await cachedPaymentRequired(resource);
  if (request.method === "GET") {
    deps.visits.count(resource.itemId, payerKindOf(request, deps.origin) === "person" ? "personChallenged" : "agentChallenged");
  }
  return paymentRequired(answer);
}

export async function servePaid(request: Request, resource: PaidResource, respond: Respond): Promise<Response> {
  const answer = await answerPaid(request, resource, respond).catch(toProblem);
  if (request.headers.has("origin")) for (const [name, value] of Object.entries(CORS)) answer.headers.set(name, value);
  return answer;
}

/** The preflight answer of paid URLs. Clients send the expose header as a request header; it is allowed as such. */
export function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
      "Access-Control-Allow-Headers":
        "X-PAYMENT, PAYMENT-SIGNATURE, SIGN-IN-WITH-X, Accept, Range, If-Range, Access-Control-Expose-Headers",
      "Access-Control-Max-Age": "86400",
    },
  });
}
