// Who pays in a schedule: authorizations, and the headers that carry them.
import { keccak256, toHex } from "viem";
import { type Address, toAddress, toHash } from "../../../lib/kernel/address";
import type { SignedAuthorization } from "../../../lib/x402/exact/signed-authorization";
import { networks } from "../../../lib/x402/networks";
import { requirementsV2 } from "../../../lib/x402/offer";
import { payerOf, validBefore } from "../../model/commands";
import { BLOCK_SECONDS, GENESIS } from "./chain";
import { signatureOf } from "./ports";

export const PRICE = 250_000n;
const network = networks.local;

export const addressOf = (name: string) => toAddress(`0x${keccak256(toHex(name)).slice(-40)}`);
/** Nonces end in a zero, so that a design that mistakes others for them can be told from it. */
export const nonceOf = (auth: number) => toHash(`${keccak256(toHex(`authorization ${auth}`)).slice(0, -1)}0`);

export function authorizationOf(auth: number, payTo: Address): SignedAuthorization {
  const nonce = nonceOf(auth);
  return {
    from: addressOf(`payer ${payerOf(auth)}`),
    to: payTo,
    value: PRICE,
    validAfter: 0n,
    validBefore: GENESIS + BigInt(validBefore(auth)) * BLOCK_SECONDS,
    nonce,
    signature: signatureOf(nonce),
  };
}

/** One authorization in two headers: of version 1, and of version 2 with other spelling. */
export function headersOf({ signature, ...rest }: SignedAuthorization, bytes: number): Headers {
  const { to, value, validAfter, validBefore, nonce } = rest;
  const times = { value: `${value}`, validAfter: `${validAfter}`, validBefore: `${validBefore}` };
  const payload = { signature, authorization: { ...rest, ...times } };
  const loud = { signature, authorization: { ...rest, ...times, nonce: `0x${nonce.slice(2).toUpperCase()}` } };
  const accepted = requirementsV2({ amount: value, payTo: to, network });
  const [name, json] =
    bytes === 0
      ? ["x-payment", JSON.stringify({ x402Version: 1, scheme: "exact", network: network.v1, payload })]
      : ["payment-signature", JSON.stringify({ x402Version: 2, accepted, payload: loud }, null, 2)];
  return new Headers({ [name]: Buffer.from(json).toString("base64") });
}
