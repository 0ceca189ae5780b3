// The 402 answer: the v1 object as JSON body and the v2 object in PAYMENT-REQUIRED, so that every client finds its own.
import { encodeHeader } from "./exact/authorization";
import type { Network } from "./networks";
import { type Offer, requirementsV1, requirementsV2 } from "./offer";

export interface Challenge {
  body: string;
  headers: Record<string, string>;
}

const NO_PAYMENT = { v1: "X-PAYMENT header is required", v2: "PAYMENT-SIGNATURE header is required" };

/** Builds a challenge. `error` is a reason when a payment was refused; without it, what is missing is named. */
export function challengeFor(offer: Offer, error?: string): Challenge {
  const { url, description, mimeType } = offer;
  const v1 = { x402Version: 1, error: error ?? NO_PAYMENT.v1, accepts: [requirementsV1(offer)] };
  const v2 = {
    x402Version: 2,
    error: error ?? NO_PAYMENT.v2,
    resource: { url, description, mimeType, serviceName: "Pennypost" },
    accepts: [requirementsV2(offer)],
    ...(offer.extensions ? { extensions: offer.extensions } : {}),
  };
  return { body: JSON.stringify(v1), headers: { "PAYMENT-REQUIRED": encodeHeader(v2) } };
}

export interface SettleResponse {
  success: boolean;
  /** Empty when nothing settled. */
  transaction: string;
  payer: string;
  errorReason?: string;
  /** Each under its name, as "offer-receipt". */
  extensions?: Record<string, unknown>;
}

/** The header that answers a payment, by the version its request used. */
export function settlementHeader(
  version: { header: PaymentHeader; network: Network },
  response: SettleResponse,
): Record<string, string> {
  const network = version.header === "x-payment" ? version.network.v1 : version.network.caip2;
  return { [ANSWERS[version.header]]: encodeHeader({ ...response, network }) };
}

export type PaymentHeader = "x-payment" | "payment-signature";

const ANSWERS = { "x-payment": "X-PAYMENT-RESPONSE", "payment-signature": "PAYMENT-RESPONSE" } as const;
