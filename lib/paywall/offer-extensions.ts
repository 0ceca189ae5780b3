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

/** The same terms are signed once a minute. */
const signedOffers = new LRUCache<string, X402Offer>({ max: SIGNED_MAX });

function signOffer(offer: Offer, acceptIndex: number, now: Date): X402Offer {
  const minute = new Date(now.getTime() - (now.getTime() % MINUTE_MS));
  const { url, network, amount, payTo } = offer;
  const terms = [minute.getTime(), url, acceptIndex, network.caip2, network.asset, amount, payTo].join(" ");
  const known = signedOffers.get(terms);
  if (known !== undefined) return known;
  const signed = services().receiptSigner.signOffer(offer, acceptIndex, minute);
  signedOffers.set(terms, signed);
  return signed;
}

/** Adds to the first offer what a 402 carries for all of them. `ownNonce`: letters and digits that make its sign-in nonce its own. */
export function withExtensions([offer, ...others]: [Offer, ...Offer[]], ownNonce: string): [Offer, ...Offer[]] {
  const { clock, signInKey } = services();
  const { url } = offer;
  const networks = [offer, ...others].map(({ network }) => network);
  const now = clock.now();
  const challenge = issueNonce(signInKey, url, now);
  const extensions = {
    ...offer.extensions,
    [SIGN_IN_WITH_X]: signInExtension({ url, networks, ...challenge, nonce: challenge.nonce + ownNonce }),
  };
  const signed = offerExtension([offer, ...others].map((each, index) => signOffer(each, index, now)));
  return [{ ...offer, extensions, extensionsInBody: { [OFFER_RECEIPT]: signed } }, ...others];
}
