// What a 402 carries besides its terms (x402 v2 extensions): how to sign in instead of paying, and the terms under our signature.
import { LRUCache } from "lru-cache";
import { issueNonce } from "../auth/sign-in-with-x";
import { services } from "../services";
import type { Offer } from "../x402/offer";
import type { X402Offer } from "../x402/receipts/receipt-form";
import { OFFER_RECEIPT, offerExtension } from "../x402/receipts/signed-receipt";
import { SIGN_IN_WITH_X, signInExtension } from "../x402/sign-in-with-x";

const MINUTE_MS = 60_000;
const SIGNED_MAX = 10_000;

/** Signing costs more than all the rest of a 402, so the same terms are signed once a minute. */
const signedOffers = new LRUCache<string, Promise<X402Offer>>({ max: SIGNED_MAX });

function signOffer(offer: Offer, now: Date): Promise<X402Offer> {
  const minute = new Date(now.getTime() - (now.getTime() % MINUTE_MS));
  const { url, network, amount, payTo } = offer;
  const terms = [minute.getTime(), url, network.caip2, amount, payTo].join(" ");
  const known = signedOffers.get(terms);
  if (known !== undefined) return known;
  const signed = services().receiptSigner.signOffer(offer, minute);
  signedOffers.set(terms, signed);
  return signed;
}

/** `ownNonce`: letters and digits that make the sign-in nonce of this answer its own. */
export async function withExtensions(offer: Offer, ownNonce: string): Promise<Offer> {
  const { clock, signInKey } = services();
  const { url, network } = offer;
  const now = clock.now();
  const challenge = issueNonce(signInKey, url, now);
  const extensions = {
    ...offer.extensions,
    [SIGN_IN_WITH_X]: signInExtension({ url, network, ...challenge, nonce: challenge.nonce + ownNonce }),
    [OFFER_RECEIPT]: offerExtension(await signOffer(offer, now)),
  };
  return { ...offer, extensions };
}
