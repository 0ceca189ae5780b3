// The 402 answer: the v1 object as JSON body and the v2 object (PaymentRequired) in the PAYMENT-REQUIRED header.
import { encodeHeader } from "./exact/authorization";
import type { Network } from "./networks";
import { type Offer, requirementsV1, requirementsV2 } from "./offer";

export interface PaymentRequiredResponse {
  body: string;
  headers: Record<string, string>;
}

const NO_PAYMENT = { v1: "X-PAYMENT header is required", v2: "PAYMENT-SIGNATURE header is required" };

/** Body and headers of a 402. `error`: why a payment was refused; by default, that a payment header is missing. */
export function buildPaymentRequired(offer: Offer, error?: string): PaymentRequiredResponse {
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
  /** By name, as "offer-receipt". */
  extensions?: Record<string, unknown>;
}

/** The settlement header of an answer, in the version of the payment header that the request used. */
export function settlementHeader(
  version: { header: PaymentHeader; network: Network },
  response: SettleResponse,
): Record<string, string> {
  const network = version.header === "x-payment" ? version.network.v1 : version.network.caip2;
  return { [ANSWERS[version.header]]: encodeHeader({ ...response, network }) };
}

export type PaymentHeader = "x-payment" | "payment-signature";

const ANSWERS = { "x-payment": "X-PAYMENT-RESPONSE", "payment-signature": "PAYMENT-RESPONSE" } as const;
