// A key's signature over an authorization, in the one form that USDC takes: 65 bytes r, s, v with s in the lower half of the
// curve's order (EIP-2) and v of 27 or 28. Wallets also give v of 0 or 1, and r with s and v in 64 bytes (EIP-2098).
import type { Hex } from "../kernel/address";
import { recoverSigner } from "../kernel/secp256k1";
import { hashFlatTypedData } from "../kernel/typed-data";
import { typedDataOf } from "../x402/exact/authorization";
import type { SignedAuthorization } from "../x402/exact/signed-authorization";
import type { Network } from "../x402/networks";

/** Order of secp256k1 (SEC 2, section 2.4.1). */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const PARITY_BIT = 1n << 255n;

const word = (value: bigint): string => value.toString(16).padStart(64, "0");

/** The form that USDC takes; null for what no key gives. What a contract takes for a signature may well look like one. */
export function canonicalKeySignature(signature: Hex): Hex | null {
  const isCompact = signature.length === 2 + 64 * 2;
  if (!isCompact && signature.length !== 2 + 65 * 2) return null;
  const r = signature.slice(2, 66);
  const second = BigInt(`0x${signature.slice(66, 130)}`);
  const v = isCompact ? Number(second >= PARITY_BIT) : Number(`0x${signature.slice(130)}`);
  if (![0, 1, 27, 28].includes(v)) return null;
  const s = isCompact ? second % PARITY_BIT : second;
  if (s === 0n || s >= ORDER) return null;
  const parity = v % 27;
  const isHigh = s > ORDER / 2n;
  return `0x${r}${word(isHigh ? ORDER - s : s)}${isHigh === (parity === 0) ? "1c" : "1b"}`;
}

export interface ReadSignature {
  /** Its signature is in USDC's form where the payer's key made it, and otherwise as it came. */
  authorization: SignedAuthorization;
  isByKey: boolean;
}

/** Whether the payer's own key signed this. No call is made. */
export function readKeySignature(network: Network, presented: SignedAuthorization): ReadSignature {
  const signature = canonicalKeySignature(presented.signature);
  if (!signature || recoverSigner(hashFlatTypedData(typedDataOf(network, presented)), signature) !== presented.from) {
    return { authorization: presented, isByKey: false };
  }
  return { authorization: { ...presented, signature }, isByKey: true };
}
