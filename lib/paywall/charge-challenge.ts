// A 402 for a client that takes MPP's charge: both challenges, and in the body what the head has no room for beside them.

import type { ItemOffer } from "../catalog/items/offer";
import { issueChallenge } from "../payments/terms/quotes";
import { services } from "../services";
import { realmOf, toAuthenticate } from "../x402/mpp/challenge";
import { buildPaymentRequired, type PaymentRequiredResponse } from "../x402/payment-required";
import { fullOffersOf, type PaidResource } from "./offer-cache";

/** Of the header's name and what stands around its value. */
const NAME_BYTES = "WWW-Authenticate: \r\n".length;

/** The charge is of the market's own network and token. `error`: why a payment was refused. */
export function chargeRequiredOf(offer: ItemOffer, resource: PaidResource, error?: string): PaymentRequiredResponse {
  const { rails, quoteKey, clock, origin } = services();
  const [{ network }] = rails;
  const { id: itemId, payTo, amount } = offer;
  const challenge = issueChallenge(quoteKey, { itemId, payTo, amount, network }, realmOf(origin), clock.now());
  const authenticate = toAuthenticate(challenge);
  const { body, headers } = buildPaymentRequired(fullOffersOf(offer, resource), error, NAME_BYTES + authenticate.length);
  return { body, headers: { ...headers, "WWW-Authenticate": authenticate } };
}
