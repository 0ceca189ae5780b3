import fc from "fast-check";
import { hashTypedData, toHex } from "viem";
import { describe, expect, it } from "vitest";
import { toAddress, toHash } from "../kernel/address";
import { type FlatTypedData, hashFlatTypedData } from "../kernel/typed-data";
import { typedDataOf } from "./exact/authorization";
import { networks } from "./networks";
import { typedReceipt, typedX402Offer, typedX402Receipt } from "./receipts/receipt-form";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map((each) => toHex(each));
const address = bytes(20).map(toAddress);
const hash = bytes(32).map(toHash);
const uint = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });
const text = fc.string({ unit: "grapheme" });
const network = fc.constantFrom(networks.local, networks.base);

const authorization = fc.record({
  from: address,
  to: address,
  value: uint,
  validAfter: uint,
  validBefore: uint,
  nonce: hash,
});
const x402Receipt = fc.record({
  version: fc.constant(1 as const),
  network: text,
  resourceUrl: text,
  payer: address,
  issuedAt: fc.nat(),
  transaction: hash,
});
const x402Offer = fc.record({
  version: fc.nat(),
  resourceUrl: text,
  scheme: text,
  network: text,
  asset: text,
  payTo: text,
  amount: text,
  validUntil: fc.nat(),
});
const receipt = fc.record({
  id: text,
  origin: text,
  itemId: text,
  kind: fc.constantFrom("article" as const, "file" as const),
  versionNumber: fc.nat(),
  sha256: hash.map((each) => each.slice(2)),
  bytes: uint.map(String),
  amount: uint.map(String),
  asset: address,
  network: network.map(({ caip2 }) => caip2),
  payer: address,
  payTo: address,
  transaction: hash,
  logIndex: fc.nat(),
  blockNumber: uint.map(String),
  settledAt: text,
});

const ours: fc.Arbitrary<FlatTypedData> = fc.oneof(
  fc.tuple(network, authorization).map(([on, each]) => typedDataOf(on, each)),
  x402Receipt.map(typedX402Receipt),
  x402Offer.map(typedX402Offer),
  receipt.map(typedReceipt),
);

describe("the hash of typed data", () => {
  it("is what viem's is, for all that we sign and check", () => {
    fc.assert(
      fc.property(ours, (typed) => {
        expect(hashFlatTypedData(typed)).toBe(hashTypedData(typed as Parameters<typeof hashTypedData>[0]));
      }),
      { numRuns: 200 },
    );
  });

  it("is made of no field that is not of its type", () => {
    const sample = { from: toAddress(`0x${"11".repeat(20)}`), to: toAddress(`0x${"22".repeat(20)}`), value: 1n };
    const whole = { ...sample, validAfter: 0n, validBefore: 9n, nonce: toHash(`0x${"33".repeat(32)}`) };
    const of = (change: object) => () => hashFlatTypedData(typedDataOf(networks.local, { ...whole, ...change }));
    expect(of({})).not.toThrow();
    for (const change of [{ value: -1n }, { value: 2n ** 256n }, { from: "0x11" }, { nonce: `0x${"zz".repeat(32)}` }])
      expect(of(change)).toThrow();
  });
});
