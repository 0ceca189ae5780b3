// Encoded 402 answers, cached for a second by URL, so that unpaid requests cost no query. The price of a cached answer stays payable
// (its quote lives longer than a second), and a payment always reads the current offer.
import DataLoader from "dataloader";
import { LRUCache } from "lru-cache";
import { wasRemoved } from "../catalog/items/find-item";
import { findOffers, type ItemOffer } from "../catalog/items/offer";
import { Refusal } from "../kernel/errors";
import { listFiles } from "../payments/library/open-content";
import { issueQuote } from "../payments/terms/quotes";
import { services } from "../services";
import { paymentIdentifier } from "../x402/payment-identifier";
import { buildPaymentRequired, type PaymentRequiredResponse } from "../x402/payment-required";
import { contentCommitment } from "../x402/receipts/content-commitment";
import { withExtensions } from "./offer-extensions";

const FRESH_MS = 1_000;
const ENTRIES_MAX = 10_000;

/** The item that a URL sells. The URL of one of its files sells the whole item too. */
export interface PaidResource {
  itemId: string;
  fileId?: string;
}

/** `until` stands in each entry, for the cache's own `ttl` sets a timer for every millisecond in which it is asked. */
const cache = new LRUCache<string, { paymentRequired: Promise<PaymentRequiredResponse>; until: number }>({ max: ENTRIES_MAX });

function pathOf({ itemId, fileId }: PaidResource): string {
  return fileId ? `/api/items/${itemId}/files/${fileId}` : `/api/items/${itemId}/content`;
}

/** Reads the offers that one turn of the event loop asks for in one query. It caches nothing. */
const offers = new DataLoader<string, ItemOffer | undefined>((itemIds) => findOffers(services(), itemIds), {
  cache: false,
  maxBatchSize: 100,
  batchScheduleFn: (read) => setImmediate(read),
});

/** The absolute URL named in offers, sign-ins and receipts. */
export const urlOf = (resource: PaidResource): string => `${services().origin}${pathOf(resource)}`;

/** The current offer of a URL. Throws `not_found` or `removed`. */
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

export async function paymentRequiredOf(
  offer: ItemOffer,
  resource: PaidResource,
  error?: string,
): Promise<PaymentRequiredResponse> {
  const { network, quoteKey, clock } = services();
  const { amount, payTo, mimeType, title, creatorName } = offer;
  const quote = issueQuote(quoteKey, { chainId: network.chainId, itemId: offer.id, payTo, amount }, clock.now());
  const url = urlOf(resource);
  const description = `${title} · ${creatorName}`;
  const extra = { quote, content: contentCommitment(offer) };
  const terms = { url, description, mimeType, amount, payTo, network, extra, extensions: paymentIdentifier };
  return buildPaymentRequired(await withExtensions(terms), error);
}

/** The 402 of an unpaid request. Concurrent requests for one URL share a read. */
export function cachedPaymentRequired(resource: PaidResource): Promise<PaymentRequiredResponse> {
  const now = Date.now();
  const path = pathOf(resource);
  const found = cache.get(path);
  if (found && found.until > now) return found.paymentRequired;
  const paymentRequired = getOffer(resource).then((offer) => paymentRequiredOf(offer, resource));
  paymentRequired.catch(() => cache.delete(path));
  cache.set(path, { paymentRequired, until: now + FRESH_MS });
  return paymentRequired;
}
