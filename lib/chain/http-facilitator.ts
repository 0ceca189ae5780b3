// Settles through a facilitator's REST interface (x402 v2, section 7): POST /settle. Whatever status it answers with, the body
// is read, and nothing in it is believed beyond a transaction hash to look up on our own node.
import { z } from "zod";
import { HASH_FORM, toHash } from "../kernel/address";
import { checksum } from "../kernel/checksum";
import type { SignedAuthorization } from "../x402/exact/signed-authorization";
import type { Network } from "../x402/networks";
import { MAX_TIMEOUT_SECONDS, requirementsV2 } from "../x402/offer";
import { CannotSettle, type Facilitator, type SettlementRequest, WrongFacilitator } from "./facilitator";

const SETTLE_TIMEOUT_MS = 10_000;
const BREAKER_FAILURES = 3;
const BREAKER_MS = 10_000;
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

/** What a facilitator has to say fits into this; whatever sends more is not read to its end. */
const ANSWER_BYTES_MAX = 64 * 1024;

async function readJson(answer: Response): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body ?? []) {
    bytes += part.byteLength;
    if (bytes > ANSWER_BYTES_MAX) throw new Error("the facilitator's answer is too long");
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts).toString("utf8"));
}

/** After three calls in a row that got no answer, new payments are not begun for a while; those under way are asked for on and on. */
function createBreaker() {
  let failures = 0;
  let until = 0;
  return {
    isOpen: () => Date.now() < until,
    async watch<T>(call: Promise<T>): Promise<T> {
      try {
        const answer = await call;
        failures = 0;
        until = 0;
        return answer;
      } catch (error) {
        if (++failures >= BREAKER_FAILURES) until = Date.now() + BREAKER_MS;
        throw error;
      }
    },
  };
}

export function createHttpFacilitator(url: string, network: Network, token?: string): Facilitator {
  const base = url.replace(/\/$/, "");
  const headers = { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
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
      const { kinds } = supportedAnswer.parse(await readJson(answer));
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
      const told = settleAnswer.safeParse(await readJson(answer).catch(() => null));
      return { transaction: told.success ? toHash(told.data.transaction) : null, receipt: null };
    },
  };
}
