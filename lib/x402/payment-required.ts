// The 402 answer: the v1 object as JSON body and the v2 object (PaymentRequired) in the PAYMENT-REQUIRED header. Extensions for which the
// head has no room are in the body.
import { cutToJsonBytes, utf8Bytes } from "../kernel/cut-text";
import { toDecimal } from "../kernel/money";
import { BAZAAR, fullBazaar, shortBazaar } from "./bazaar";
import { encodeHeader } from "./exact/authorization";
import type { Network } from "./networks";
import { type Offer, requirementsV1, requirementsV2 } from "./offer";

export interface PaymentRequiredResponse {
  body: string;
  headers: Record<string, string>;
}

/** Stands in a 402 that is kept for many requests, where each of them gets letters and digits of its own. */
export const NONCE_SLOT = "OwnNonceOfEachAnswer";
/** Of a nonce, and of nothing that people wrote: quotation marks in that are escaped. */
const NONCE = new RegExp(`("nonce":"[^"]*)${NONCE_SLOT}`);
/** Base64 encodes three bytes at a time: whatever stands before the slot, six whole groups of it can be exchanged. */
const SLOT_BYTES = 18;

/** Where in a base64 text the exchangeable part of NONCE_SLOT begins; -1 where there is none. */
function findSlot(base64: string): number {
  const found = NONCE.exec(Buffer.from(base64, "base64").toString("latin1"));
  return found ? Math.ceil((found.index + (found[1] ?? "").length) / 3) * 4 : -1;
}

/** A kept 402 as a function that answers each request with a nonce of its own: 18 letters and digits, given by `next`. */
export function withOwnNonces({ body, headers }: PaymentRequiredResponse, next: () => string): () => PaymentRequiredResponse {
  const header = headers["PAYMENT-REQUIRED"] ?? "";
  const at = findSlot(header);
  if (at < 0) return () => ({ body: body.replace(NONCE, (_slot, start) => start + next()), headers });
  const [before, after] = [header.slice(0, at), header.slice(at + (SLOT_BYTES / 3) * 4)];
  return () => ({ body, headers: { ...headers, "PAYMENT-REQUIRED": `${before}${btoa(next())}${after}` } });
}

const NO_PAYMENT = { v1: "X-PAYMENT header is required", v2: "Payment required" };

/**
 * The most bytes of JSON in PAYMENT-REQUIRED. A proxy with nginx's defaults takes 4,096 bytes for the head of an answer, and we promise
 * 3,800; in base64 this leaves nine hundred for the other headers, and to a refusal 250 more, which says its reason in one of its own.
 */
const HEADER_JSON_BYTES_MAX = 2_100;
const REFUSAL_JSON_BYTES_MAX = 1_920;
const DESCRIPTION_BYTES_MAX = 240;
/** A description is cut to so many before anything else is left out. */
const DESCRIPTION_BYTES_MIN = 60;

/** Of one resource. */
type Offers = readonly [Offer, ...Offer[]];

const jsonBytes = (value: unknown) => utf8Bytes(JSON.stringify(value));

/** Adds what fits, one after the other, as long as the whole is `bytesMax` of JSON at most. */
function fill<T>(least: T, steps: ((reached: T) => T)[], isFit: (wanted: T) => boolean): T {
  return steps.reduce((reached, step) => {
    const wanted = step(reached);
    return isFit(wanted) ? wanted : reached;
  }, least);
}

interface InHead {
  accepts: number;
  extensions: Record<string, unknown>;
  tags?: readonly string[];
}

/**
 * The v2 object, with what there is room for beside the first way to pay, the dearest to miss first: the other ways, the extensions, the
 * tags, and more of the description.
 */
function v2Object(offers: Offers, error: string, bytesMax: number) {
  const [{ url, description, mimeType, discovery, tags = [], extensions, extensionsInBody }] = offers;
  const objectWith = (text: string, { accepts, extensions: taken, tags: named }: InHead) => ({
    x402Version: 2,
    error,
    resource: { url, description: text, mimeType, serviceName: "Pennypost", ...(named ? { tags: named } : {}) },
    accepts: offers.slice(0, accepts).map(requirementsV2),
    ...(Object.keys(taken).length > 0 ? { extensions: taken } : {}),
  });
  const least = cutToJsonBytes(description, DESCRIPTION_BYTES_MIN);
  const optional = { ...extensions, ...(discovery ? { [BAZAAR]: shortBazaar(discovery) } : {}), ...extensionsInBody };
  const inHead = fill<InHead>(
    { accepts: 1, extensions: {} },
    [
      ...offers.slice(1).map(() => (head: InHead) => ({ ...head, accepts: head.accepts + 1 })),
      ...Object.entries(optional).map(([name, extension]) => (head: InHead) => ({
        ...head,
        extensions: { ...head.extensions, [name]: extension },
      })),
      ...(tags.length > 0 ? [(head: InHead) => ({ ...head, tags })] : []),
    ],
    (wanted) => jsonBytes(objectWith(least, wanted)) <= bytesMax,
  );
  const room = bytesMax - jsonBytes(objectWith("", inHead));
  return objectWith(cutToJsonBytes(description, Math.max(0, Math.min(room, DESCRIPTION_BYTES_MAX))), inHead);
}

/**
 * Body and headers of a 402, with an offer for each way to pay that the version can name; the first one's extensions are the answer's, and
 * those for which the head has no room are in the body. `error`: why a payment was refused; by default, that a payment header is missing.
 * `spentBytes`: of the head, on another challenge.
 */
export function buildPaymentRequired(offers: Offers, error?: string, spentBytes = 0): PaymentRequiredResponse {
  // A payment of version 1 names its chain and no token, so that only the chain's first can be meant.
  const isFirst = ({ network }: Offer, index: number) => offers.findIndex((each) => each.network.v1 === network.v1) === index;
  const bytesMax = (error ? REFUSAL_JSON_BYTES_MAX : HEADER_JSON_BYTES_MAX) - Math.ceil((spentBytes * 3) / 4);
  const v2 = v2Object(offers, error ?? NO_PAYMENT.v2, bytesMax);
  const [{ amount, network, discovery, extensions: wanted = {}, extensionsInBody }] = offers;
  const left = Object.entries(wanted).filter(([name]) => !(name in (v2.extensions ?? {})));
  const extensions = {
    ...Object.fromEntries(left),
    ...extensionsInBody,
    ...(discovery ? { [BAZAAR]: fullBazaar(discovery) } : {}),
  };
  const v1 = {
    x402Version: 1,
    error: error ?? NO_PAYMENT.v1,
    accepts: offers.filter(isFirst).map(requirementsV1),
    ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
  };
  return {
    body: JSON.stringify(v1),
    // The price alone, for crawlers (Cloudflare's pay per crawl).
    headers: { "PAYMENT-REQUIRED": encodeHeader(v2), "crawler-price": `${currencyOf(network)} ${toDecimal(amount)}` },
  };
}

/** As prices are written for machines. */
export const currencyOf = ({ symbol }: Pick<Network, "symbol">) => (symbol === "USDC" ? "USD" : "EUR");

export interface SettleResponse {
  success: boolean;
  /** Empty when nothing settled. */
  transaction: string;
  payer: string;
  errorReason?: string;
  /** By name, as "offer-receipt". */
  extensions?: Record<string, unknown>;
}

/** The settlement header of an answer, in the version of the payment header that the request used. */
export function settlementHeader(
  version: { header: keyof typeof ANSWERS; network: Network },
  response: SettleResponse,
): Record<string, string> {
  const network = version.header === "x-payment" ? version.network.v1 : version.network.caip2;
  return { [ANSWERS[version.header]]: encodeHeader({ ...response, network }) };
}

/** What carried a payment; MPP's is answered with Payment-Receipt. */
export type PaymentHeader = "x-payment" | "payment-signature" | "authorization";

const ANSWERS = { "x-payment": "X-PAYMENT-RESPONSE", "payment-signature": "PAYMENT-RESPONSE" } as const;
