// 402 answers, ready to send, kept for a second per URL: an unpaid request then costs no query. A price that changed within
// that second is still honoured (quotes live longer), and a payment always reads the offer afresh.
import { findOffer, type ItemOffer } from "../catalog/offer";
import { Refusal } from "../kernel/errors";
import { services } from "../services";
import { type Challenge, challengeFor } from "../x402/challenge";

const FRESH_MS = 1_000;
const ENTRIES_MAX = 10_000;

/** What a URL sells: the item's content as a whole, or one of its files. */
export interface PaidResource {
  itemId: string;
  /** Path of the URL. */
  path: string;
  /** Media type, where it is not the content route's own. */
  mimeType?: string;
}

const cache = new Map<string, { challenge: Challenge; until: number }>();

/** The offer, if the item can be bought today. Throws `not_found` or `removed`. */
export async function getOffer(itemId: string): Promise<ItemOffer> {
  const offer = await findOffer(services(), itemId);
  if (!offer) throw new Refusal("not_found", "There is no such item.");
  if (offer.status === "removed") throw new Refusal("removed", "The creator took this item down; it cannot be bought any more.");
  return offer;
}

export function challengeOf(offer: ItemOffer, resource: PaidResource, error?: string): Challenge {
  const { network, origin } = services();
  const { amount, payTo, mimeType, title, creatorName } = offer;
  const description = `${title} · ${creatorName}`;
  return challengeFor(
    { url: `${origin}${resource.path}`, description, mimeType: resource.mimeType ?? mimeType, amount, payTo, network },
    error,
  );
}

export async function cachedChallenge(resource: PaidResource): Promise<Challenge> {
  const now = Date.now();
  const found = cache.get(resource.path);
  if (found && found.until > now) return found.challenge;
  const challenge = challengeOf(await getOffer(resource.itemId), resource);
  if (cache.size >= ENTRIES_MAX) cache.clear();
  cache.set(resource.path, { challenge, until: now + FRESH_MS });
  return challenge;
}
