// The 402 answer: the v1 object as JSON body and the v2 object (PaymentRequired) in the PAYMENT-REQUIRED header.
import { cutToBytes, utf8Bytes } from "../kernel/cut-text";
import { encodeHeader } from "./exact/authorization";
import type { Network } from "./networks";
import { type Offer, requirementsV1, requirementsV2 } from "./offer";

export interface PaymentRequiredResponse {
  body: string;
  headers: Record<string, string>;
}

/** Stands in a 402 that is kept for many requests, where each of them gets letters and digits of its own. */
export const NONCE_SLOT = "OwnNonceOfEachAnswer";
/** Base64 encodes three bytes at a time: whatever stands before the slot, six whole groups of it can be exchanged. */
const SLOT_BYTES = 18;

/** Where in a base64 text the exchangeable part of NONCE_SLOT begins; -1 where there is none. */
function findSlot(base64: string): number {
  const at = Buffer.from(base64, "base64").lastIndexOf(NONCE_SLOT);
  return at < 0 ? -1 : Math.ceil(at / 3) * 4;
}

/** A kept 402 as a function that answers each request with a nonce of its own: 18 letters and digits, given by `next`. */
export function withOwnNonces({ body, headers }: PaymentRequiredResponse, next: () => string): () => PaymentRequiredResponse {
  const header = headers["PAYMENT-REQUIRED"] ?? "";
  const at = findSlot(header);
  if (at < 0) return () => ({ body, headers });
  const [before, after] = [header.slice(0, at), header.slice(at + (SLOT_BYTES / 3) * 4)];
  return () => ({ body, headers: { ...headers, "PAYMENT-REQUIRED": `${before}${btoa(next())}${after}` } });
}

const NO_PAYMENT = { v1: "X-PAYMENT header is required", v2: "PAYMENT-SIGNATURE header is required" };

/**
 * The most bytes of JSON in PAYMENT-REQUIRED. A proxy with nginx's defaults takes 4,096 bytes for all headers of an answer; in base64
 * this leaves it eleven hundred for the others, of which the longest X-Request-Id takes eighty.
 */
const HEADER_JSON_BYTES_MAX = 1_968;
const DESCRIPTION_BYTES_MAX = 240;

/** Of one resource. */
type Offers = readonly [Offer, ...Offer[]];

/** The v2 object, its description cut to what there is room for. */
function v2Object(offers: Offers, error: string) {
  const [{ url, description, mimeType, extensions }] = offers;
  const withDescription = (text: string) => ({
    x402Version: 2,
    error,
    resource: { url, description: text, mimeType, serviceName: "Pennypost" },
    accepts: offers.map(requirementsV2),
    ...(extensions ? { extensions } : {}),
  });
  const room = HEADER_JSON_BYTES_MAX - utf8Bytes(JSON.stringify(withDescription("")));
  return withDescription(cutToBytes(description, Math.max(0, Math.min(room, DESCRIPTION_BYTES_MAX))));
}

/** Body and headers of a 402, with an offer for each way to pay that the version can name; the first one's extensions are the answer's. `error`: why a payment was refused; by default, that a payment header is missing. */
export function buildPaymentRequired(offers: Offers, error?: string): PaymentRequiredResponse {
  // A payment of version 1 names its chain and no token, so that only the chain's first can be meant.
  const isFirst = ({ network }: Offer, index: number) => offers.findIndex((each) => each.network.v1 === network.v1) === index;
  const v1 = { x402Version: 1, error: error ?? NO_PAYMENT.v1, accepts: offers.filter(isFirst).map(requirementsV1) };
  const v2 = v2Object(offers, error ?? NO_PAYMENT.v2);
  return { body: JSON.stringify(v1), headers: { "PAYMENT-REQUIRED": encodeHeader(v2) } };
}

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
