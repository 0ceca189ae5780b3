// The answers of a paid URL: the bytes, 402 with its challenges, and 503 for a payment that is on its way.
import { lengthHeader } from "../http/node/known-length";
import { Refusal } from "../kernel/errors";
import type { OpenedContent } from "../payments/library/open-content";
import { toProblem } from "../route";
import { toReceipt } from "../x402/mpp/challenge";
import { CLAIM_HEADER, type PresentedPayment } from "../x402/payment-header";
import { type PaymentRequiredResponse, type SettleResponse, settlementHeader } from "../x402/payment-required";
import { railOf } from "./rail-of";

/** Makes the answer that carries the bytes, with these headers added; called before the one delivery is taken. */
export type Respond = (opened: OpenedContent, headers: Record<string, string>, request: Request) => Promise<Response>;

/** `no-transform`: compressed on the way, the bytes would no longer be those that digests, entity tags and ranges are about. */
const PRIVATE = { "Cache-Control": "private, no-store, no-transform" };
const RETRY_SECONDS = "3";

/** What an answer with the bytes says of them. */
export function openedHeaders({ purchaseId, version, boughtVersion }: OpenedContent): Record<string, string> {
  return {
    ...PRIVATE,
    "Pennypost-Version": `${version}`,
    ...(boughtVersion === null ? {} : { "Pennypost-Bought-Version": `${boughtVersion}` }),
    ...(purchaseId === null ? {} : { "Pennypost-Receipt": purchaseId }),
  };
}

export function paymentRequired({ body, headers }: PaymentRequiredResponse, more: Record<string, string> = {}): Response {
  return new Response(body, {
    status: 402,
    headers: {
      "Content-Type": "application/json",
      ...lengthHeader(Buffer.byteLength(body)),
      ...PRIVATE,
      ...headers,
      ...more,
    },
  });
}

/** The settlement header, of the version that the payment's header has. */
export function settlementHeaders(payment: PresentedPayment, response: Omit<SettleResponse, "payer">): Record<string, string> {
  const { header, authorization } = payment;
  if (header === "authorization")
    return response.success ? { "Payment-Receipt": toReceipt(response.transaction, new Date()) } : {};
  const { network } = railOf(payment);
  return settlementHeader({ header, network }, { ...response, payer: authorization.from });
}

/** `claim`: what this client shows to be answered, once the payment is on the chain for everybody to read. */
export function settlementPending(
  payment: PresentedPayment,
  { transaction, claim }: { transaction: string | null; claim: string | null },
): Response {
  return toProblem(
    new Refusal(
      "settlement_pending",
      `The payment is on its way and not yet confirmed. Do not pay again: send the same header again shortly${claim ? `, with ${CLAIM_HEADER} as in this answer` : ""}.`,
      {
        headers: {
          "Retry-After": RETRY_SECONDS,
          ...(claim ? { [CLAIM_HEADER]: claim } : {}),
          ...settlementHeaders(payment, { success: false, errorReason: "settlement_pending", transaction: transaction ?? "" }),
        },
      },
    ),
  );
}
