// The facilitator port: who puts an authorization on chain. Its word is a hint; what counts is what the chain says (usdc.ts).
import type { Address, Hex } from "../kernel/address";

/** EIP-3009 authorization with its signature, all numbers in their own units (value atomic, times in Unix seconds). */
export interface SignedAuthorization {
  from: Address;
  to: Address;
  value: bigint;
  validAfter: bigint;
  validBefore: bigint;
  nonce: Hex;
  signature: Hex;
}
