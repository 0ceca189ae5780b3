// EIP-3009 TransferWithAuthorization as EIP-712 typed data, its nonce, and the base64 JSON of x402's headers (RFC 4648 §4, padded).
import { type Address, type Hash, toHash } from "../../kernel/address";
import type { Network } from "../networks";

/** Amount in atomic units, times in Unix seconds. */
export interface Authorization {
  from: Address;
  to: Address;
  value: bigint;
  validAfter: bigint;
  validBefore: bigint;
  nonce: Hash;
}

const transferTypes = {
  TransferWithAuthorization: [
    { name: "from", type: "address" },
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "validAfter", type: "uint256" },
    { name: "validBefore", type: "uint256" },
    { name: "nonce", type: "bytes32" },
  ],
} as const;

/** The typed data for signing a transfer of `authorization.value` of the network's USDC. */
export function typedDataOf(network: Network, authorization: Authorization) {
  return {
    domain: { ...network.domain, chainId: network.chainId, verifyingContract: network.asset },
    types: transferTypes,
    primaryType: "TransferWithAuthorization",
    message: authorization,
  } as const;
}

export type TransferTypedData = ReturnType<typeof typedDataOf>;

/** 32 random bytes. */
export function newNonce(): Hash {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return toHash(`0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`);
}

/** Base64 of the UTF-8 JSON of `value`; bigint becomes a decimal string. */
export function encodeHeader(value: unknown): string {
  const json = JSON.stringify(value, (_key, part) => (typeof part === "bigint" ? part.toString() : part));
  return btoa(Array.from(new TextEncoder().encode(json), (byte) => String.fromCharCode(byte)).join(""));
}

/** Parses a base64 JSON header. Throws for anything else. */
export function decodeHeader(text: string): unknown {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
}
