// What a 402 carries besides its terms (x402 v2 extensions): how to sign in instead of paying, and the terms under our signature.
import { issueNonce } from "../auth/sign-in-with-x";
import { services } from "../services";
import type { Offer } from "../x402/offer";
import { SIGN_IN_WITH_X, signInExtension } from "../x402/sign-in-with-x";
import { OFFER_RECEIPT, offerExtension } from "../x402/signed-receipt";

export async function withExtensions(offer: Offer): Promise<Offer> {
  const { clock, signInKey, receiptSigner } = services();
  const { url, network } = offer;
  const now = clock.now();
  const extensions = {
    ...offer.extensions,
    [SIGN_IN_WITH_X]: signInExtension({ url, network, ...issueNonce(signInKey, url, now) }),
    [OFFER_RECEIPT]: offerExtension(await receiptSigner.signOffer(offer, now)),
  };
  return { ...offer, extensions };
}
