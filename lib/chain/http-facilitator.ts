// Settles through a facilitator's REST interface (x402 v2, section 7): POST /settle. Whatever status it answers with, the body
// is read, and nothing in it is believed beyond a transaction hash to look up on our own node.
import { z } from "zod";
import { HASH_FORM, toHash } from "../kernel/address";
import { readBoundedJson } from "../kernel/bounded-json";
import { createBreaker } from "../kernel/breaker";
import { checksum } from "../kernel/checksum";
import { outputSchemaV1 } from "../x402/bazaar";
import type { SignedAuthorization } from "../x402/exact/signed-authorization";
import type { Network } from "../x402/networks";
import { MAX_TIMEOUT_SECONDS, requirementsV2 } from "../x402/offer";
import { readExtensionResponses } from "./extension-responses";
import { CannotSettle, type Facilitator, type SettlementRequest, WrongFacilitator } from "./facilitator";

const SETTLE_TIMEOUT_MS = 10_000;
const NO_FEES = { maxFeePerGas: 0n, priorityFee: 0n };

/** Of GET /supported only what must fit; facilitators put more there. */
const supportedAnswer = z.object({ kinds: z.array(z.object({ scheme: z.string(), network: z.string() })) });

const settleAnswer = z.object({ transaction: z.string().regex(HASH_FORM) });

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
export function settleRequest({ x402Version, resource, authorization, shown }: SettlementRequest, network: Network) {
  const payload = toPayload(authorization);
  const accepted = requirementsV2({ amount: authorization.value, payTo: authorization.to, network });
  if (x402Version === 2) {
    return {
      x402Version,
      paymentPayload: { x402Version, resource: { url: resource }, accepted, payload, ...shown },
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
    outputSchema: outputSchemaV1(),
    maxTimeoutSeconds: MAX_TIMEOUT_SECONDS,
    extra: network.domain,
  };
  return { x402Version, paymentPayload: { x402Version, scheme: "exact", network: network.v1, payload }, paymentRequirements };
}

/** What a facilitator has to say fits into this; whatever sends more is not read to its end. */
const ANSWER_BYTES_MAX = 64 * 1024;

export function createHttpFacilitator(url: string, network: Network, token?: string): Facilitator {
  const base = url.replace(/\/$/, "");
  const headers = { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  // New payments are not begun while it is silent; those under way are asked for on and on.
  const breaker = createBreaker();
  return {
    relayers: [],
    async check() {
      const answer = await fetch(`${base}/supported`, {
        headers,
        signal: AbortSignal.timeout(SETTLE_TIMEOUT_MS),
        redirect: "error",
      });
      if (answer.status === 401 || answer.status === 403)
        throw new WrongFacilitator("The facilitator refuses FACILITATOR_TOKEN.");
      const { kinds } = supportedAnswer.parse(await readBoundedJson(answer, ANSWER_BYTES_MAX, "the facilitator"));
      const names = [network.caip2, network.v1, "eip155:*"];
      if (!kinds.some((kind) => kind.scheme === "exact" && names.includes(kind.network)))
        throw new WrongFacilitator(`The facilitator at FACILITATOR_URL does not settle exact payments on ${network.label}.`);
    },
    estimateFees: async () => {
      if (breaker.isOpen()) throw new CannotSettle("the facilitator does not answer");
      return NO_FEES;
    },
    membersMax: () => 1,
    prepare: async (simulated) => simulated.map(() => ({ facilitator: url, signed: null })),
    outbid: async () => null,
    async submit(_attempt, request) {
      const answer = await breaker.watch(
        fetch(`${base}/settle`, {
          method: "POST",
          headers,
          body: JSON.stringify(settleRequest(request, network)),
          signal: AbortSignal.timeout(SETTLE_TIMEOUT_MS),
          redirect: "error",
        }),
      );
      const told = settleAnswer.safeParse(await readBoundedJson(answer, ANSWER_BYTES_MAX, "the facilitator").catch(() => null));
      const transaction = told.success ? toHash(told.data.transaction) : null;
      return { transaction, receipt: null, extensions: readExtensionResponses(answer.headers) };
    },
  };
}
