// Encoded 402 answers, cached for a second by URL, so that unpaid requests cost no query. The price of a cached answer stays payable
// (its quote lives longer than a second), and a payment always reads the current offer.
import { randomBytes } from "node:crypto";
import DataLoader from "dataloader";
import { LRUCache } from "lru-cache";
import { findGone } from "../catalog/items/gone";
import { findOffers, type ItemOffer } from "../catalog/items/offer";
import { elapsedMs } from "../kernel/clock";
import { Refusal } from "../kernel/errors";
import { SharedLooks } from "../kernel/shared-looks";
import { listFiles, type VersionAsked } from "../payments/library/open-content";
import type { Rail } from "../payments/rails";
import { issueQuote } from "../payments/terms/quotes";
import { services } from "../services";
import type { Offer } from "../x402/offer";
import { paymentIdentifier } from "../x402/payment-identifier";
import { buildPaymentRequired, NONCE_SLOT, type PaymentRequiredResponse, withOwnNonces } from "../x402/payment-required";
import { contentCommitment } from "../x402/receipts/content-commitment";
import { catalogueTags, discoveryOf } from "./discovery";
import { withExtensions } from "./offer-extensions";

const FRESH_MS = 1_000;
const ENTRIES_MAX = 10_000;

/** The item that a URL sells. The URL of one of its files sells the whole item too. */
export interface PaidResource {
  itemId: string;
  fileId?: string;
  /** Of what is owned already; a payment buys the newest. */
  version?: VersionAsked;
}

/** `until` stands in each entry, for the cache's own `ttl` sets a timer for every millisecond in which it is asked. */
const cache = new LRUCache<string, Cached>({ max: ENTRIES_MAX });

interface Cached {
  offer: Promise<ItemOffer>;
  answer: Promise<() => PaymentRequiredResponse>;
  until: number;
}

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

const looks = new SharedLooks<ItemOffer>();

/** The current offer of a URL; many who ask at once share a read. Throws `not_found` or `removed`. */
export function getOffer(resource: PaidResource): Promise<ItemOffer> {
  return looks.share(services().db, pathOf(resource), () => readOffer(resource));
}

async function readOffer({ itemId, fileId }: PaidResource): Promise<ItemOffer> {
  const { db } = services();
  const offer = await offers.load(itemId);
  const gone = offer && findGone(offer);
  if (gone) throw gone;
  if (offer?.status !== "listed" && offer?.status !== "unlisted") throw new Refusal("not_found", "There is no such item.");
  if (!fileId) return offer;
  const file = (await listFiles({ db }, offer.versionId)).find(({ id }) => id === fileId);
  if (!file) throw new Refusal("not_found", "This item has no such file.");
  return { ...offer, mimeType: file.mediaType };
}

const instance = randomBytes(5).toString("hex");
let answered = 0;

/** Eighteen hex digits that no other answer of any server carries: this process, and a count. */
export function nextNonce(): string {
  answered = (answered + 1) % 0x1_0000_0000;
  return instance + answered.toString(16).padStart(8, "0");
}

/** What is asked for an item, once for each way to pay. */
function offersOf(offer: ItemOffer, resource: PaidResource): [Offer, ...Offer[]] {
  const { rails, quoteKey, clock } = services();
  const { amount, payTo, mimeType, title, creatorName, dek } = offer;
  const now = clock.now();
  const url = urlOf(resource);
  const description = `${title} · ${creatorName}${dek ? ` — ${dek}` : ""}`;
  const discovery = discoveryOf(offer, resource);
  const tags = catalogueTags(offer.tags);
  const content = contentCommitment(offer);
  const offerOn = ({ network }: Pick<Rail, "network">): Offer => {
    const quote = issueQuote(quoteKey, { chainId: network.chainId, itemId: offer.id, payTo, amount }, now);
    const terms = { url, description, mimeType, amount, payTo, network, extra: { quote } };
    return { ...terms, discovery, tags, extensions: paymentIdentifier };
  };
  const [{ extra, ...first }, ...others] = [offerOn(rails[0]), ...rails.slice(1).map(offerOn)] as const;
  // Said once: a head has little room.
  return [{ ...first, extra: { ...extra, content } }, ...others];
}

/** The same with all that a 402 carries besides. `ownNonce`: letters and digits that make its sign-in nonce its own. */
export const fullOffersOf = (offer: ItemOffer, resource: PaidResource, ownNonce = nextNonce()): [Offer, ...Offer[]] =>
  withExtensions(offersOf(offer, resource), ownNonce);

/** The 402 of one request. `error`: why its payment was refused. */
export async function paymentRequiredOf(
  offer: ItemOffer,
  resource: PaidResource,
  error?: string,
  ownNonce?: string,
): Promise<PaymentRequiredResponse> {
  return buildPaymentRequired(fullOffersOf(offer, resource, ownNonce), error);
}

/** What a URL offered within the last second, and its 402. */
function cached(resource: PaidResource): Cached {
  const now = elapsedMs();
  const path = pathOf(resource);
  const found = cache.get(path);
  if (found && found.until > now) return found;
  const offer = getOffer(resource);
  const answer = offer
    .then((current) => paymentRequiredOf(current, resource, undefined, NONCE_SLOT))
    .then((kept) => withOwnNonces(kept, nextNonce));
  answer.catch(() => cache.delete(path));
  const entry = { offer, answer, until: now + FRESH_MS };
  cache.set(path, entry);
  return entry;
}

/** The 402 of an unpaid request, with a sign-in nonce of its own. Concurrent requests for one URL share a read. */
export const cachedPaymentRequired = async (resource: PaidResource): Promise<PaymentRequiredResponse> =>
  (await cached(resource).answer)();

/** What a URL offered within the last second. */
export const cachedOffer = (resource: PaidResource): Promise<ItemOffer> => cached(resource).offer;
