// Settles through a facilitator's REST interface (x402 v2, section 7): POST /settle. Whatever status it answers with, the body
// is read, and nothing in it is believed beyond a transaction hash to look up on our own node.
import { z } from "zod";
import { type Hex, lower } from "../kernel/address";
import { checksum } from "../kernel/checksum";
import type { Network } from "../x402/networks";
import { MAX_TIMEOUT_SECONDS, requirementsV2 } from "../x402/offer";
import type { SignedAuthorization } from "../x402/signed-authorization";
import type { Facilitator, SettlementRequest } from "./facilitator";

const SETTLE_TIMEOUT_MS = 10_000;
const NO_FEES = { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n };

const settleAnswer = z.object({ transaction: z.string().regex(/^0x[0-9a-fA-F]{64}$/) });

function toPayload({ signature, ...authorization }: SignedAuthorization) {
  const { from, to, value, validAfter, validBefore, nonce } = authorization;
  return {
    signature,
    authorization: {
      from: checksum(from),
      to: checksum(to),
      value: value.toString(),
      validAfter: validAfter.toString(),
      validBefore: validBefore.toString(),
      nonce,
    },
  };
}

/** The body of POST /settle, in the version the payment was signed for. */
export function settleRequest({ x402Version, resource, authorization }: SettlementRequest, network: Network) {
  const payload = toPayload(authorization);
  const accepted = requirementsV2({ amount: authorization.value, payTo: authorization.to, network });
  if (x402Version === 2) {
    return {
      x402Version,
      paymentPayload: { x402Version, resource: { url: resource }, accepted, payload },
      paymentRequirements: accepted,
    };
  }
  const { amount, extra, ...rest } = accepted;
  const paymentRequirements = {
    ...rest,
    network: network.v1,
    maxAmountRequired: amount,
    resource,
    description: "",
    mimeType: "application/octet-stream",
    maxTimeoutSeconds: MAX_TIMEOUT_SECONDS,
    extra: network.domain,
  };
  return { x402Version, paymentPayload: { x402Version, scheme: "exact", network: network.v1, payload }, paymentRequirements };
}

export function createHttpFacilitator(url: string, network: Network, token?: string): Facilitator {
  const settleUrl = `${url.replace(/\/$/, "")}/settle`;
  return {
    relayer: null,
    quoteFees: async () => NO_FEES,
    prepare: async () => ({ facilitator: url, signed: null }),
    async submit(_attempt, request) {
      const answer = await fetch(settleUrl, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) },
        body: JSON.stringify(settleRequest(request, network)),
        signal: AbortSignal.timeout(SETTLE_TIMEOUT_MS),
        redirect: "error",
      });
      const told = settleAnswer.safeParse(await answer.json().catch(() => null));
      return { transaction: told.success ? (lower(told.data.transaction) as Hex) : null, receipt: null };
    },
  };
}
