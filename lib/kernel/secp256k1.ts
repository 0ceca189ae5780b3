// Signatures of keys, by libsecp256k1 as WebAssembly: about ten times as fast as in JavaScript, and each purchase takes one recovery and
// two signatures. On the server only.
import { recover, signRecoverable } from "tiny-secp256k1";
import { bytesToHex, hexToBytes, keccak256, type Signature } from "viem";
import { type Address, type Hex, toAddress } from "./address";

/** Deterministic (RFC 6979), with s in the lower half. `hash` and `key` have 32 bytes. */
export function signHash(hash: Hex, key: Uint8Array): Signature {
  const { signature, recoveryId } = signRecoverable(hexToBytes(hash), key);
  return { r: bytesToHex(signature.subarray(0, 32)), s: bytesToHex(signature.subarray(32)), yParity: recoveryId % 2 };
}

/** Whose key signed. `signature`: 65 bytes r, s, v with v of 27 or 28; null for numbers that are no signature of any key. */
export function recoverSigner(hash: Hex, signature: Hex): Address | null {
  const bytes = hexToBytes(signature);
  const parity = bytes[64] === 28 ? 1 : 0;
  try {
    const point = recover(hexToBytes(hash), bytes.subarray(0, 64), parity, false);
    return point && toAddress(`0x${keccak256(point.subarray(1)).slice(-40)}`);
  } catch {
    return null;
  }
}
