// Serves every paid URL: to an owner (by session or proved wallet) the content; to a payment the content once it is settled (sell.ts);
// to any other request a 402. HEAD and OPTIONS never settle.
import { tokenHashOf } from "../auth/session";
import { Refusal, type RefusalCode } from "../kernel/errors";
import { findPayment } from "../payments/library/find-payment";
import { openContent } from "../payments/library/open-content";
import { alreadyOwned } from "../payments/purchase/outcome";
import { toProblem } from "../route";
import { services } from "../services";
import { sessionToken } from "../session/session-cookie";
import { asksForCharge } from "../x402/mpp/challenge";
import { parseCredential } from "../x402/mpp/credential";
import { type PresentedPayment, parsePayment } from "../x402/payment-header";
import { currencyOf } from "../x402/payment-required";
import { openedHeaders, paymentRequired, type Respond } from "./answers";
import { chargeRequiredOf } from "./charge-challenge";
import { findCapBreach } from "./crawler-price";
import { cachedOffer, cachedPaymentRequired, getOffer, type PaidResource, paymentRequiredOf } from "./offer-cache";
import { railOf } from "./rail-of";
import { payerKindOf, sell } from "./sell";
import { openByProof } from "./wallet-proof";

const EXPOSED = [
  "crawler-error",
  "PAYMENT-REQUIRED",
  "WWW-Authenticate",
  "PAYMENT-RESPONSE",
  "X-PAYMENT-RESPONSE",
  "Payment-Receipt",
  "X-PAYMENT-CLAIM",
  "Retry-After",
  "X-Request-Id",
];
/** Not in a 402, whose head has little room. */
const EXPOSED_WITH_BYTES = [
  "Pennypost-Receipt",
  "Pennypost-Pictures",
  "Pennypost-Version",
  "Pennypost-Bought-Version",
  "ETag",
  "Content-Range",
  "Accept-Ranges",
];

/** CORS: pages of other sites may read every answer, without this site's cookies. */
function allowOtherSites({ status, headers }: Response): void {
  const exposed = status === 402 ? EXPOSED : [...EXPOSED, ...EXPOSED_WITH_BYTES];
  headers.set("Access-Control-Allow-Origin", "*");
  headers.set("Access-Control-Expose-Headers", exposed.join(", "));
}

/** The refusals of every paid URL. */
export const paidErrors: RefusalCode[] = [
  "invalid_payment_header",
  "not_found",
  "already_owned",
  "claim_required",
  "own_item",
  "wallet_blocked",
  "payment_conflict",
  "removed",
  "too_many_requests",
  "settlement_pending",
  "payments_paused",
];

export async function servePaid(request: Request, resource: PaidResource, respond: Respond): Promise<Response> {
  const answer = await answerPaid(request, resource, respond).catch(toProblem);
  if (answer.status < 300 || answer.status === 402) answer.headers.append("Link", licenseLink(resource));
  if (request.headers.has("origin")) allowOtherSites(answer);
  return answer;
}

/** What machines may do with it (RSL 1.0). Short, for the head of a 402 has little room. */
const licenseLink = ({ itemId }: PaidResource) => `</api/items/${itemId}/license.xml>; rel="license"; type="application/rsl+xml"`;

/** The 402 of a client that says it pays less; null for others, and for a payment that was begun before, which has an outcome. */
async function refuseAboveCap(
  request: Request,
  resource: PaidResource,
  payment: PresentedPayment | null,
): Promise<Response | null> {
  const { headers } = request;
  if (!headers.has("crawler-max-price")) return null;
  const { network } = services().rails[0];
  const amount = payment ? payment.authorization.value : (await cachedOffer(resource)).amount;
  const breach = findCapBreach(headers, amount, currencyOf(payment ? railOf(payment).network : network));
  if (breach === null) return null;
  if (payment && (await findPayment({ ...services(), ...railOf(payment) }, payment.authorization))) return null;
  if (!payment) countChallenge(request, resource);
  const requiredOf = asksForCharge(headers) ? chargeRequiredOf : paymentRequiredOf;
  return paymentRequired(await requiredOf(await cachedOffer(resource), resource, breach), { "crawler-error": breach });
}

async function answerPaid(request: Request, resource: PaidResource, respond: Respond): Promise<Response> {
  const deps = services();
  const payment = request.method === "HEAD" ? null : readPayment(request.headers);
  const tokenHash = tokenHashOf(sessionToken(request.headers));
  const bySession = tokenHash && (await openContent(deps, resource.itemId, { tokenHash }, resource.version));
  const proof = bySession ? null : await openByProof(request, resource);
  const opened = bySession || proof?.opened;
  if (opened) {
    if (payment) await refuseSecondPayment(resource.itemId, payment);
    return respond(opened, openedHeaders(opened), request);
  }
  const aboveCap = await refuseAboveCap(request, resource, payment);
  if (aboveCap) return aboveCap;
  if (payment) return sell(request, resource, payment, respond);
  const asksCharge = asksForCharge(request.headers);
  const requiredOf = asksCharge ? chargeRequiredOf : paymentRequiredOf;
  if (proof) return paymentRequired(await requiredOf(await getOffer(resource), resource, proof.invalidReason));
  const answer = await (asksCharge
    ? cachedOffer(resource).then((offer) => requiredOf(offer, resource))
    : cachedPaymentRequired(resource));
  countChallenge(request, resource);
  return paymentRequired(answer);
}

/** For the creator's funnel. */
function countChallenge(request: Request, { itemId }: PaidResource): void {
  const { visits, origin } = services();
  if (request.method !== "GET") return;
  visits.count(itemId, payerKindOf(request, origin) === "person" ? "personChallenged" : "agentChallenged");
}

/** The payment that a request carries, of x402 or of MPP. Throws `invalid_payment_header`. */
function readPayment(headers: Headers): PresentedPayment | null {
  const [payment, charge] = [parsePayment(headers), parseCredential(headers)];
  if (payment && charge) throw new Refusal("invalid_payment_header", "Send one payment: of x402 or in Authorization.");
  return payment ?? charge;
}

/** A browser that owns the item and presents a payment: only the one it was bought with, so that nothing is paid twice. */
async function refuseSecondPayment(itemId: string, payment: PresentedPayment): Promise<void> {
  const before = await findPayment({ ...services(), ...railOf(payment) }, payment.authorization);
  if (before?.state !== "confirmed" || before.itemId !== itemId) throw alreadyOwned();
}

/** The preflight answer of paid URLs. Some clients send Content-Type or Access-Control-Expose-Headers with every request. */
export function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
      "Access-Control-Allow-Headers":
        "X-PAYMENT, PAYMENT-SIGNATURE, X-PAYMENT-CLAIM, SIGN-IN-WITH-X, crawler-max-price, Authorization, Accept-Payment, Accept, Content-Type, Range, If-Range, Access-Control-Expose-Headers",
      "Access-Control-Max-Age": "86400",
    },
  });
}
