// X-PAYMENT (v1) and PAYMENT-SIGNATURE (v2). Either may carry a payload of either version; its x402Version decides.
import { z } from "zod";
import { ADDRESS_FORM, type Address, HASH_FORM, type Hex, toAddress, toHash } from "../kernel/address";
import { Refusal } from "../kernel/errors";
import { fieldIssuesOf } from "../kernel/field-issues";
import { type Quote, readQuote } from "./exact/bound-nonce";
import type { SignedAuthorization } from "./exact/signed-authorization";
import type { ChargeChallenge } from "./mpp/challenge";
import type { Accepted } from "./offer";
import { readPaymentId } from "./payment-identifier";
import type { PaymentHeader } from "./payment-required";

const HEADER_BYTES_MAX = 16 * 1024;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const address = z.string().regex(ADDRESS_FORM).transform(toAddress);
/** Bounds that amounts and times (uint256 in USDC) must keep to fit our int8 columns. */
const uint = z
  .string()
  .regex(/^(0|[1-9]\d{0,18})$/)
  .transform(BigInt)
  .refine((value) => value < 2n ** 63n);

export const signatureSchema = z
  .string()
  .regex(/^0x(?:[0-9a-fA-F]{2}){1,2048}$/)
  .transform((value) => value.toLowerCase() as Hex);

export const authorizationSchema = z.object({
  from: address,
  to: address,
  value: uint,
  validAfter: uint,
  validBefore: uint,
  nonce: z.string().regex(HASH_FORM).transform(toHash),
});

const exactEvm = z.object({ signature: signatureSchema, authorization: authorizationSchema });

const v1 = z.object({ x402Version: z.literal(1), scheme: z.string().max(32), network: z.string().max(64), payload: exactEvm });
const v2 = z.object({
  x402Version: z.literal(2),
  accepted: z.looseObject({ scheme: z.string().max(32), network: z.string().max(64) }),
  payload: exactEvm,
  resource: z.unknown().optional(),
  extensions: z.unknown().optional(),
});

const payment = z.discriminatedUnion("x402Version", [v1, v2]);

/** A parsed payment: amounts atomic, times Unix seconds, hex lower-case. */
export interface PresentedPayment {
  /** The header that carried it, which decides the header of the answer. */
  header: PaymentHeader;
  x402Version: 1 | 2;
  scheme: string;
  /** v1 name or CAIP-2 id. */
  network: string;
  /** The token that a v2 client accepted to pay in, where it says so. */
  asset?: Address | null;
  authorization: SignedAuthorization;
  /** The whole of what a v2 client says it accepted; not yet compared with what was offered. */
  accepted?: Accepted;
  /** What a v2 client sent beside it, unread. */
  resource?: unknown;
  extensions?: unknown;
  /** The quote that a v2 client says it accepted; not yet verified. */
  quote?: Quote | null;
  /** The challenge that it answers (MPP), as the client shows it: not yet compared with ours. */
  challenge?: ChargeChallenge;
  /** The client's id of this payment (extension payment-identifier). */
  paymentId?: string | null;
  /** The secret of whoever presents it (X-PAYMENT-CLAIM). */
  claim?: string | null;
}

/** Beside a payment: a secret of its client's, or the one that a 503 gave, by which the same payment is answered again. */
export const CLAIM_HEADER = "X-PAYMENT-CLAIM";
const CLAIM = /^[A-Za-z0-9_-]{32,128}$/;

/** Throws `invalid_payment_header`. */
export function readClaim(headers: Headers): string | null {
  const claim = headers.get(CLAIM_HEADER);
  if (claim === null || CLAIM.test(claim)) return claim;
  throw new Refusal("invalid_payment_header", `${CLAIM_HEADER} is not 32 to 128 letters, digits, hyphens or underscores.`);
}

function decode(text: string): unknown {
  if (text.length > HEADER_BYTES_MAX) throw new Refusal("invalid_payment_header", "The payment header is too long.");
  if (!BASE64.test(text)) throw new Refusal("invalid_payment_header", "The payment header is not standard padded base64.");
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(text, "base64")));
  } catch {
    throw new Refusal("invalid_payment_header", "The payment header does not hold JSON.");
  }
}

/** Parses the payment of a request; null if it carries none. Throws `invalid_payment_header`, before any money can move. */
export function parsePayment(headers: Headers): PresentedPayment | null {
  const sent = (["x-payment", "payment-signature"] as const).flatMap((header) => {
    const text = headers.get(header);
    return text === null ? [] : { header, text };
  });
  const [first, second] = sent;
  if (!first) return null;
  if (second) throw new Refusal("invalid_payment_header", "Send either X-PAYMENT or PAYMENT-SIGNATURE, not both.");
  const { header, text } = first;
  const result = payment.safeParse(decode(text));
  if (!result.success) {
    throw new Refusal("invalid_payment_header", "The payment header is not an exact payment of x402 version 1 or 2.", {
      issues: fieldIssuesOf(result.error),
    });
  }
  const { x402Version, payload } = result.data;
  const authorization = { ...payload.authorization, signature: payload.signature };
  const claim = readClaim(headers);
  if (result.data.x402Version === 1) {
    const { scheme, network } = result.data;
    return { header, x402Version, scheme, network, authorization, claim };
  }
  const { accepted, resource, extensions } = result.data;
  const { scheme, network, extra } = accepted;
  const { success, data } = address.safeParse(accepted.asset);
  const asset = success ? data : null;
  const paymentId = readPaymentId(extensions);
  const quote = readQuote(extra);
  return { header, x402Version, scheme, network, asset, accepted, authorization, resource, extensions, quote, paymentId, claim };
}
