// The payer's side of x402 v1, scheme `exact` on EVM: reads the 402, checks it against what was shown, makes `X-PAYMENT`.
// Pure and isomorphic; signing is left to the caller.
import { type Address, type Hex, toAddress } from "../kernel/address";
import {
  type Authorization,
  decodeHeader,
  encodeHeader,
  newNonce,
  type TransferTypedData,
  typedDataOf,
} from "./exact/authorization";
import { boundTo, readQuote } from "./exact/bound-nonce";
import type { Network } from "./networks";
import type { Price } from "./price";

/** One entry of `accepts` in the v1 body. Amounts are decimal strings of atomic units. */
export interface RequirementsV1 {
  scheme: string;
  network: string;
  maxAmountRequired: string;
  asset: string;
  payTo: string;
  resource: string;
  maxTimeoutSeconds: number;
  extra?: { name?: unknown; version?: unknown; quote?: unknown };
}

/** The v1 body of a 402, with the server's time. */
export interface PaymentRequired {
  /** The reason of the last payment's refusal, or that a payment is required. */
  error: string | null;
  accepts: RequirementsV1[];
  /** The server's clock in Unix seconds (its Date header), since the reader's may be wrong. */
  serverSeconds: number;
}

/** The price and payee that the page showed before the click. */
export interface Shown {
  network: Network;
  price: Price;
  payTo: Address;
}

export interface Settlement {
  success: boolean;
  transaction: string | null;
  payer: string | null;
  errorReason: string | null;
}

export type Choice =
  | { ok: true; requirements: RequirementsV1 }
  | { ok: false; why: "price_changed"; amount: bigint }
  /** No offer for our network, or one whose asset, domain, payee or numbers differ from what was shown. */
  | { ok: false; why: "not_as_shown" };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isDecimal = (value: unknown): value is string => typeof value === "string" && /^(0|[1-9]\d{0,77})$/.test(value);
const textOf = (value: unknown) => (typeof value === "string" ? value : null);

function isRequirements(value: unknown): value is RequirementsV1 {
  if (!isObject(value)) return false;
  const texts = ["scheme", "network", "asset", "payTo", "resource"].every((key) => typeof value[key] === "string");
  const timeout = value.maxTimeoutSeconds;
  return texts && isDecimal(value.maxAmountRequired) && Number.isInteger(timeout) && Number(timeout) > 0;
}

/** Reads the body of a 402. Throws for anything but a valid x402 v1 body. */
export async function readPaymentRequired(response: Response): Promise<PaymentRequired> {
  const body: unknown = await response.json();
  const accepts: unknown = isObject(body) && body.x402Version === 1 && body.accepts;
  if (response.status !== 402 || !isObject(body) || !Array.isArray(accepts) || !accepts.every(isRequirements)) {
    throw new Error("The 402 is not a PaymentRequired of x402 v1.");
  }
  const date = Date.parse(response.headers.get("date") ?? "");
  const serverSeconds = Math.floor((Number.isNaN(date) ? Date.now() : date) / 1000);
  return { error: textOf(body.error), accepts, serverSeconds };
}

/** Picks the offer that equals what was shown; nothing else is ever signed. */
export function chooseRequirements(accepts: RequirementsV1[], shown: Shown): Choice {
  const { network, payTo, price } = shown;
  const honest = accepts.filter(
    (offer) =>
      offer.scheme === "exact" &&
      offer.network === network.v1 &&
      offer.asset.toLowerCase() === network.asset.toLowerCase() &&
      offer.payTo.toLowerCase() === payTo &&
      offer.extra?.name === network.domain.name &&
      offer.extra.version === network.domain.version,
  );
  const requirements = honest.find((offer) => price.accepts(BigInt(offer.maxAmountRequired)));
  if (requirements) return { ok: true, requirements };
  const [other] = honest;
  return other
    ? { ok: false, why: "price_changed", amount: BigInt(other.maxAmountRequired) }
    : { ok: false, why: "not_as_shown" };
}

/**
 * The authorization to sign for the chosen requirements. With a quote, its nonce and validity are derived from the quote; without
 * one, the nonce is random and it is valid from ten minutes ago (clocks differ) until the timeout.
 */
export function authorizationFor(
  requirements: RequirementsV1,
  network: Network,
  payer: Address,
  nowSeconds: number,
  { itemId, attempt }: { itemId: string; attempt: number },
): TransferTypedData {
  const { payTo, maxAmountRequired, maxTimeoutSeconds, extra } = requirements;
  const quote = readQuote(extra);
  const authorization: Authorization = {
    from: payer,
    to: toAddress(payTo),
    value: BigInt(maxAmountRequired),
    ...(quote
      ? boundTo(quote, itemId, attempt, payer, network.chainId)
      : {
          validAfter: BigInt(nowSeconds - 600),
          validBefore: BigInt(nowSeconds + maxTimeoutSeconds),
          nonce: newNonce(),
        }),
  };
  return typedDataOf(network, authorization);
}

/** The value of `X-PAYMENT`. */
export function paymentHeader(network: Network, authorization: Authorization, signature: Hex): string {
  return encodeHeader({
    x402Version: 1,
    scheme: "exact",
    network: network.v1,
    payload: { signature, authorization },
  });
}

/** Parses `X-PAYMENT-RESPONSE`; null if it is missing or malformed. */
export function readSettlement(response: Response): Settlement | null {
  try {
    const settled = decodeHeader(response.headers.get("x-payment-response") ?? "");
    if (!isObject(settled) || typeof settled.success !== "boolean") return null;
    const { transaction, payer, errorReason } = settled;
    return { success: settled.success, transaction: textOf(transaction), payer: textOf(payer), errorReason: textOf(errorReason) };
  } catch {
    return null;
  }
}
