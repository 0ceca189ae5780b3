// What the buyer's wallet signs: one transfer of one amount to one payee, or a sign-in to the host that asks for it.
import { randomBytes } from "node:crypto";
import type { LocalAccount } from "viem/accounts";
import { z } from "zod";
import { toAddress } from "../kernel/address";
import { type Authorization, encodeHeader, newNonce, typedDataOf } from "../x402/exact/authorization";
import type { Network } from "../x402/networks";
import { SIGN_IN_WITH_X, signInMessage } from "../x402/sign-in-with-x";
import type { Offer, Terms } from "./terms";

/** Clocks differ. */
const BEFORE_SECONDS = 600;
const VALID_SECONDS_MAX = 600;

export interface SignedPayment {
  header: string;
  value: string;
  /** Unix seconds; afterwards nobody can use it. */
  validBefore: number;
}

const ID = "payment-identifier";

/** The extension's announcement with an id of ours, by which a lost answer is asked for again. */
function identified({ extensions }: Terms): object {
  const announced = extensions[ID];
  if (typeof announced !== "object" || announced === null) return {};
  const { info } = announced as { info?: object };
  return { extensions: { [ID]: { ...announced, info: { ...info, id: randomBytes(24).toString("base64url") } } } };
}

export async function signPayment(account: LocalAccount, terms: Terms, offer: Offer, now = new Date()): Promise<SignedPayment> {
  const seconds = Math.floor(now.getTime() / 1000);
  const validBefore = seconds + Math.min(offer.timeoutSeconds, VALID_SECONDS_MAX);
  const authorization: Authorization = {
    from: toAddress(account.address),
    to: offer.payTo,
    value: offer.amount,
    validAfter: BigInt(seconds - BEFORE_SECONDS),
    validBefore: BigInt(validBefore),
    nonce: newNonce(),
  };
  const payload = { signature: await account.signTypedData(typedDataOf(offer.network, authorization)), authorization };
  if (offer.version === 1) {
    const value = encodeHeader({ x402Version: 1, scheme: "exact", network: offer.network.v1, payload });
    return { header: "X-PAYMENT", value, validBefore };
  }
  const { resource } = terms;
  const body = { x402Version: 2, ...(resource ? { resource } : {}), accepted: offer.accepted, payload, ...identified(terms) };
  return { header: "PAYMENT-SIGNATURE", value: encodeHeader(body), validBefore };
}

const line = z
  .string()
  .max(2_000)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u);
const challengeSchema = z.object({
  info: z.object({
    domain: line,
    uri: line,
    version: z.literal("1"),
    nonce: z.string().regex(/^[0-9a-zA-Z]{8,96}$/),
    issuedAt: line,
    expirationTime: line.optional(),
    notBefore: line.optional(),
    statement: line.optional(),
    requestId: line.optional(),
    resources: z.array(line).max(10).optional(),
  }),
  supportedChains: z.array(z.looseObject({ chainId: z.string(), type: z.string() })).max(20),
});

/** SIGN-IN-WITH-X for the challenge of a 402 at `url`. Undefined where there is none, or one for another site than the one that asks. */
export async function signProof(
  account: LocalAccount,
  { extensions }: Terms,
  url: string,
  networks: readonly Network[],
): Promise<Record<string, string> | undefined> {
  const { success, data } = challengeSchema.safeParse(extensions[SIGN_IN_WITH_X]);
  if (!success) return undefined;
  const { info, supportedChains } = data;
  const chain = supportedChains.find(({ chainId, type }) => type === "eip191" && networks.some(({ caip2 }) => caip2 === chainId));
  const { host, origin } = new URL(url);
  const isOwn = info.domain === host && URL.canParse(info.uri) && new URL(info.uri).origin === origin;
  if (!chain || !isOwn) return undefined;
  const fields = { ...info, address: account.address, chainId: chain.chainId };
  const signature = await account.signMessage({ message: signInMessage(fields) });
  return { [SIGN_IN_WITH_X]: encodeHeader({ ...fields, type: "eip191", signature }) };
}
