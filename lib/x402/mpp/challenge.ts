// The charge of MPP (Payment authentication scheme, method `evm`, credential type `authorization`): the same EIP-3009 authorization that
// x402's exact scheme asks for, asked for in WWW-Authenticate. The nonce is a hash of the challenge's id, so that it names what it buys.
import { keccak256, stringToBytes } from "viem";
import { type Address, type Hash, toHash } from "../../kernel/address";
import { checksum } from "../../kernel/checksum";
import type { Network } from "../networks";

/** What is charged for: `amount` in atomic units of the network's token. */
export interface Charge {
  itemId: string;
  amount: bigint;
  payTo: Address;
  network: Network;
}

/** As it stands in WWW-Authenticate, and comes back in a credential. `request`: base64url of canonical JSON (RFC 8785). */
export interface ChargeChallenge {
  id: string;
  realm: string;
  method: "evm";
  intent: "charge";
  request: string;
  /** RFC 3339, and the end of the authorization's life. */
  expires: string;
}

const DECIMALS = 6;

/** The protection space of a site: its host, with its port. */
export const realmOf = (origin: string): string => new URL(origin).host;

/** From 32 bytes that only the issuer can compute. */
export const challengeId = (secret: Hash): string => Buffer.from(secret.slice(2), "hex").toString("base64url");

/** The nonce that answers a challenge. */
export const challengeNonce = (id: string, realm: string): Hash => toHash(keccak256(stringToBytes(id + realm)));

/** `expiresAt`: Unix seconds. Whoever makes it from the same parts makes the same text. */
export function challengeOf(charge: Charge, id: string, realm: string, expiresAt: number): ChargeChallenge {
  const { itemId, amount, payTo, network } = charge;
  // Names in canonical order.
  const request = {
    amount: `${amount}`,
    currency: checksum(network.asset),
    externalId: itemId,
    methodDetails: { chainId: network.chainId, credentialTypes: ["authorization"], decimals: DECIMALS },
    recipient: checksum(payTo),
  };
  return {
    id,
    realm,
    method: "evm",
    intent: "charge",
    request: Buffer.from(JSON.stringify(request)).toString("base64url"),
    expires: new Date(expiresAt * 1000).toISOString(),
  };
}

/** The value of WWW-Authenticate. No part holds a quotation mark. */
export function toAuthenticate(challenge: ChargeChallenge): string {
  const parts = Object.entries(challenge).map(([name, value]) => `${name}="${value}"`);
  return `Payment ${parts.join(", ")}`;
}

/** Whether a client takes such a challenge (Accept-Payment: ranges of method and intent, as "evm/charge" or "*"), or answers one. */
export function asksForCharge(headers: Headers): boolean {
  const accepted = headers.get("accept-payment")?.slice(0, 1024).split(",") ?? [];
  const takesIt = accepted.some((range) =>
    /^\s*(?:\*(?:\/\*)?|(?:evm|\*)\/(?:charge|\*))\s*(?:;(?!\s*q=0(?:\.0*)?\s*$).*)?$/.test(range),
  );
  return takesIt || isCredential(headers.get("authorization"));
}

export const isCredential = (authorization: string | null | undefined): authorization is string =>
  /^Payment(?:\s|$)/i.test(authorization ?? "");

/** Payment-Receipt of a settled payment: `reference` is its transaction. */
export function toReceipt(reference: string, at: Date): string {
  const receipt = { method: "evm", reference, status: "success", timestamp: at.toISOString() };
  return Buffer.from(JSON.stringify(receipt)).toString("base64url");
}
