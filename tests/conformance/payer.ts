// A payer written from the field tables of the x402 specification (v1, v2, and its exact scheme on EVM), without a line of
// Pennypost's own wire code: what it makes is what a foreign client sends, and what it reads is what one would read.
import { randomBytes } from "node:crypto";
import type { Hex, LocalAccount } from "viem";

export interface Signer {
  account: LocalAccount;
}

const USDC = "0x036CbD53842c5426634e7929541eC2318f3dCF7e";

const domain = { name: "USDC", version: "2", chainId: 84532, verifyingContract: USDC } as const;
const types = {
  TransferWithAuthorization: [
    { name: "from", type: "address" },
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "validAfter", type: "uint256" },
    { name: "validBefore", type: "uint256" },
    { name: "nonce", type: "bytes32" },
  ],
} as const;

/** What an exact payment on EVM carries: numbers as decimal strings, the nonce as 32 bytes. */
export interface ExactPayload {
  signature: Hex;
  authorization: { from: Hex; to: Hex; value: string; validAfter: string; validBefore: string; nonce: Hex };
}

interface RequirementsV1 {
  maxAmountRequired: string;
  payTo: Hex;
  maxTimeoutSeconds: number;
}

export interface RequirementsV2 {
  scheme: string;
  network: string;
  amount: string;
  asset: string;
  payTo: Hex;
  maxTimeoutSeconds: number;
  extra: Record<string, unknown>;
}

export const toBase64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64");

/** The JSON of a base64 header. Throws where there is none. */
export function fromBase64<T>(header: string | null): T {
  if (!header || !/^[A-Za-z0-9+/]+={0,2}$/.test(header)) throw new Error(`not a standard base64 header: ${header}`);
  return JSON.parse(Buffer.from(header, "base64").toString("utf8"));
}

/** The v1 offer in a 402's body. */
export async function offerV1(response: Response): Promise<RequirementsV1> {
  const body = (await response.json()) as { accepts: RequirementsV1[] };
  const [offer] = body.accepts;
  if (!offer) throw new Error("the 402 offers nothing in its body");
  return offer;
}

/** The v2 offer in a 402's PAYMENT-REQUIRED. */
export function offerV2(response: Response): RequirementsV2 {
  const { accepts } = fromBase64<{ accepts: RequirementsV2[] }>(response.headers.get("payment-required"));
  const [offer] = accepts;
  if (!offer) throw new Error("the 402 offers nothing in its header");
  return offer;
}

/** Signs a transfer of `value` to `to`, valid for five minutes unless told otherwise. */
export async function authorize({ account }: Signer, to: Hex, value: string, seconds = 300): Promise<ExactPayload> {
  const now = Math.floor(Date.now() / 1000);
  const authorization = {
    from: account.address,
    to,
    value,
    validAfter: String(now - 60),
    validBefore: String(now + seconds),
    nonce: `0x${randomBytes(32).toString("hex")}` as Hex,
  };
  const message = {
    ...authorization,
    value: BigInt(authorization.value),
    validAfter: BigInt(authorization.validAfter),
    validBefore: BigInt(authorization.validBefore),
  };
  const signature = await account.signTypedData({ domain, types, primaryType: "TransferWithAuthorization", message });
  return { signature, authorization };
}

/** A v1 PaymentPayload. */
export const payloadV1 = (payload: ExactPayload) => ({ x402Version: 1, scheme: "exact", network: "base-sepolia", payload });

/** A v2 PaymentPayload. */
export const payloadV2 = (payload: ExactPayload, accepted: RequirementsV2, url: string) => ({
  x402Version: 2,
  resource: { url },
  accepted,
  payload,
});

/** Asks for the price and signs for it. */
export async function signFor(
  url: string,
  buyer: Signer,
  seconds?: number,
): Promise<{ v1: object; v2: object; payload: ExactPayload }> {
  const response = await fetch(url);
  const accepted = offerV2(response);
  const { payTo, maxAmountRequired } = await offerV1(response);
  const payload = await authorize(buyer, payTo, maxAmountRequired, seconds);
  return { v1: payloadV1(payload), v2: payloadV2(payload, accepted, url), payload };
}
