import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toAddress, toHash } from "../../kernel/address";
import { networks } from "../networks";
import { decodeHeader, encodeHeader, newNonce, typedDataOf } from "./authorization";

describe("a header's base64 JSON", () => {
  it("comes back as it was, whatever the text", () => {
    const comesBack = (value: unknown) => void expect(decodeHeader(encodeHeader(value))).toEqual(asJson(value));
    fc.assert(fc.property(fc.jsonValue(), comesBack));
  });

  it("carries bigints as decimal strings", () => {
    expect(decodeHeader(encodeHeader({ value: 250_000n }))).toEqual({ value: "250000" });
  });

  it.each(["%", btoa("hello"), btoa('"\xff"')])("is nothing else: %j throws", (text) => {
    expect(() => decodeHeader(text)).toThrow();
  });
});

/** What JSON makes of it: -0 is 0. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("an authorization", () => {
  it("has 32 fresh bytes for its nonce", () => {
    const nonces = Array.from({ length: 50 }, newNonce);
    for (const nonce of nonces) expect(nonce).toMatch(/^0x[0-9a-f]{64}$/);
    expect(new Set(nonces).size).toBe(50);
  });

  it("is signed for this network's USDC and chain", () => {
    const message = {
      from: toAddress(`0x${"1".repeat(40)}`),
      to: toAddress(`0x${"2".repeat(40)}`),
      value: 1n,
      validAfter: 0n,
      validBefore: 2n,
      nonce: toHash(`0x${"3".repeat(64)}`),
    } as const;
    expect(typedDataOf(networks.base, message)).toMatchObject({
      domain: { name: "USD Coin", version: "2", chainId: 8453, verifyingContract: networks.base.asset },
      primaryType: "TransferWithAuthorization",
      message,
    });
  });
});
