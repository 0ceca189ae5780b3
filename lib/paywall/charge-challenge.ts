// A 402 for a client that takes MPP's charge: both challenges, that of x402 without what it can do without, for a head has little room.

import type { ItemOffer } from "../catalog/items/offer";
import { issueChallenge } from "../payments/terms/quotes";
import { services } from "../services";
import { realmOf, toAuthenticate } from "../x402/mpp/challenge";
import { buildPaymentRequired, type PaymentRequiredResponse } from "../x402/payment-required";
import { offersOf, type PaidResource } from "./offer-cache";

/** The charge is of the market's own network and token. `error`: why a payment was refused. */
export function chargeRequiredOf(offer: ItemOffer, resource: PaidResource, error?: string): PaymentRequiredResponse {
  const { rails, quoteKey, clock, origin } = services();
  const [{ network }] = rails;
  const { id: itemId, payTo, amount } = offer;
  const challenge = issueChallenge(quoteKey, { itemId, payTo, amount, network }, realmOf(origin), clock.now());
  const { body, headers } = buildPaymentRequired(offersOf(offer, resource), error);
  return { body, headers: { ...headers, "WWW-Authenticate": toAuthenticate(challenge) } };
}
