import fc from "fast-check";
import { hexToBytes, serializeSignature, toHex } from "viem";
import { privateKeyToAccount, sign } from "viem/accounts";
import { describe, expect, it } from "vitest";
import { toAddress } from "./address";
import { recoverSigner, signHash } from "./secp256k1";

const word = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => toHex(bytes));
const key = word.filter((hex) => BigInt(hex) > 0n && BigInt(hex) < 2n ** 255n);
/** Around the edges of the field and of the curve's order, where two implementations might differ. */
const edge = fc
  .constantFrom(0n, 1n, 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n, 2n ** 256n - 1n)
  .chain((middle) => fc.integer({ min: -2, max: 2 }).map((shift) => middle + BigInt(shift)))
  .filter((number) => number >= 0n && number < 2n ** 256n)
  .map((number) => toHex(number, { size: 32 }));

describe("a key's signature by WebAssembly", () => {
  it("is byte for byte what viem's is, and recovers to the key's address", async () => {
    await fc.assert(
      fc.asyncProperty(word, key, async (hash, privateKey) => {
        const signature = serializeSignature(signHash(hash, hexToBytes(privateKey)));
        expect(signature).toBe(await sign({ hash, privateKey, to: "hex" }));
        expect(recoverSigner(hash, signature)).toBe(toAddress(privateKeyToAccount(privateKey).address));
      }),
      { numRuns: 50 },
    );
  });

  it("never throws, whatever stands in place of r and s", () => {
    const any = fc.oneof(word, edge);
    fc.assert(
      fc.property(word, any, any, fc.constantFrom("1b", "1c"), (hash, r, s, v) => {
        const signer = recoverSigner(hash, `0x${r.slice(2)}${s.slice(2)}${v}`);
        expect(signer === null || /^0x[0-9a-f]{40}$/.test(signer)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
