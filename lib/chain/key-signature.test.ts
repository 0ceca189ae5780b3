import { type Hex, hexToBigInt, parseSignature, toHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, it } from "vitest";
import { toAddress } from "../kernel/address";
import { newNonce, typedDataOf } from "../x402/exact/authorization";
import { networks } from "../x402/networks";
import { canonicalKeySignature, readKeySignature } from "./key-signature";

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const network = networks["base-sepolia"];
const payer = privateKeyToAccount(`0x${"17".repeat(32)}`);

async function signedTransfer() {
  const unsigned = {
    from: toAddress(payer.address),
    to: toAddress(`0x${"ab".repeat(20)}`),
    value: 50_000n,
    validAfter: 0n,
    validBefore: 2_000_000_000n,
    nonce: newNonce(),
  };
  return { ...unsigned, signature: await payer.signTypedData(typedDataOf(network, unsigned)) };
}

/** The forms in which wallets give one signature. */
function formsOf(signature: Hex): Record<string, Hex> {
  const { r, s, yParity } = parseSignature(signature);
  const compact = hexToBigInt(s) + (BigInt(yParity) << 255n);
  const high = toHex(ORDER - hexToBigInt(s), { size: 32 }).slice(2);
  return {
    "v of 27 or 28": signature,
    "v of 0 or 1": `0x${r.slice(2)}${s.slice(2)}0${yParity}`,
    "64 bytes (EIP-2098)": `0x${r.slice(2)}${toHex(compact, { size: 32 }).slice(2)}`,
    "s in the upper half": `0x${r.slice(2)}${high}${yParity === 0 ? "1c" : "1b"}`,
  };
}

describe("a key's signature", () => {
  it("is one and the same in every form that wallets give it", async () => {
    for (let round = 0; round < 8; round++) {
      const authorization = await signedTransfer();
      for (const [form, signature] of Object.entries(formsOf(authorization.signature))) {
        expect(readKeySignature(network, { ...authorization, signature }), form).toEqual({ authorization, isByKey: true });
      }
    }
  });

  it("by another key stays as it came: it may be a contract's", async () => {
    const { signature, ...authorization } = await signedTransfer();
    const other = { ...authorization, from: toAddress(`0x${"cd".repeat(20)}`), signature: `${signature.slice(0, -2)}01` as Hex };
    expect(readKeySignature(network, other)).toEqual({ authorization: other, isByKey: false });
  });
});

describe("what is no key's signature", () => {
  const word = "11".repeat(32);
  it.each<[string, Hex]>([
    ["too short", `0x${word}`],
    ["too long", `0x${word}${word}1b00`],
    ["v of 2", `0x${word}${word}02`],
    ["s of zero", `0x${word}${"00".repeat(32)}1b`],
    ["s beyond the order", `0x${word}${"ff".repeat(32)}1b`],
  ])("has no form of USDC's: %s", (_why, signature) => {
    expect(canonicalKeySignature(signature)).toBeNull();
  });
});
