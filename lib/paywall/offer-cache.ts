// 402 answers, ready to send, kept for a second per URL: an unpaid request then costs no query. A price that changed within
// that second is still honoured (quotes live longer, and are the same for a minute), and a payment always reads the offer afresh.
import DataLoader from "dataloader";
import { wasRemoved } from "../catalog/items/find-item";
import { findOffers, type ItemOffer } from "../catalog/items/offer";
import { Refusal } from "../kernel/errors";
import { listFiles } from "../payments/library/open-content";
import { issueQuote } from "../payments/terms/quotes";
import { services } from "../services";
import { type Challenge, challengeFor } from "../x402/challenge";
import { paymentIdentifier } from "../x402/payment-identifier";
import { contentCommitment } from "../x402/receipts/content-commitment";
import { withExtensions } from "./offer-extensions";

const FRESH_MS = 1_000;
const ENTRIES_MAX = 10_000;

/** What a URL sells: the item's content as a whole, or, by way of one of its files, the item as well. */
export interface PaidResource {
  itemId: string;
  fileId?: string;
}

const cache = new Map<string, { challenge: Promise<Challenge>; until: number }>();

function pathOf({ itemId, fileId }: PaidResource): string {
  return fileId ? `/api/items/${itemId}/files/${fileId}` : `/api/items/${itemId}/content`;
}

/** Offers that are asked for in one turn of the event loop are read in one query, and none is kept. */
const offers = new DataLoader<string, ItemOffer | undefined>((itemIds) => findOffers(services(), itemIds), {
  cache: false,
  maxBatchSize: 100,
  batchScheduleFn: (read) => setImmediate(read),
});

/** The absolute URL that offers, sign-ins and receipts name. */
export const urlOf = (resource: PaidResource): string => `${services().origin}${pathOf(resource)}`;

/** The offer of a URL that can be bought today. Throws `not_found` or `removed`, so that nobody pays for what is not there. */
export async function getOffer({ itemId, fileId }: PaidResource): Promise<ItemOffer> {
  const { db } = services();
  const offer = await offers.load(itemId);
  if (!offer) throw new Refusal("not_found", "There is no such item.");
  if (offer.status === "removed") throw wasRemoved(offer.removalReason);
  if (!fileId) return offer;
  const file = (await listFiles({ db }, offer.versionId)).find(({ id }) => id === fileId);
  if (!file) throw new Refusal("not_found", "This item has no such file.");
  return { ...offer, mimeType: file.mediaType };
}

export async function challengeOf(offer: ItemOffer, resource: PaidResource, error?: string): Promise<Challenge> {
  const { network, quoteKey, clock } = services();
  const { amount, payTo, mimeType, title, creatorName } = offer;
  const quote = issueQuote(quoteKey, { chainId: network.chainId, itemId: offer.id, payTo, amount }, clock.now());
  const url = urlOf(resource);
  const description = `${title} · ${creatorName}`;
  const extra = { quote, content: contentCommitment(offer) };
  const terms = { url, description, mimeType, amount, payTo, network, extra, extensions: paymentIdentifier };
  return challengeFor(await withExtensions(terms), error);
}

/** Of all that ask at once, one reads the offer. */
export function cachedChallenge(resource: PaidResource): Promise<Challenge> {
  const now = Date.now();
  const path = pathOf(resource);
  const found = cache.get(path);
  if (found && found.until > now) return found.challenge;
  const challenge = getOffer(resource).then((offer) => challengeOf(offer, resource));
  challenge.catch(() => cache.delete(path));
  if (cache.size >= ENTRIES_MAX) cache.clear();
  cache.set(path, { challenge, until: now + FRESH_MS });
  return challenge;
}
