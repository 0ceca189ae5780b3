import { BaseError } from "viem";
import { describe, expect, it } from "vitest";
import { isRevert } from "./payer-signature";

const saying = (details: string) => new BaseError("A call failed.", { cause: new Error(details) });

describe("a call that failed", () => {
  it.each([
    "execution reverted: FiatTokenV2: invalid signature",
    "out of gas",
    "gas required exceeds allowance (500000)",
    "invalid opcode: INVALID",
    "invalid jump destination",
    "stack underflow (0 <=> 2)",
    "write protection",
    "EVM error OutOfGas",
    "EVM error InvalidJump",
  ])("because its contract did: %s", (details) => {
    expect(isRevert(saying(details))).toBe(true);
  });

  it.each([
    "fetch failed",
    "The request took too long to respond.",
    "header not found",
    "limit exceeded",
    "429 Too Many Requests",
    "missing trie node",
    "insufficient funds for gas * price + value",
  ])("because the node did, which says nothing of the signature: %s", (details) => {
    expect(isRevert(saying(details))).toBe(false);
  });

  it("with an error that is none of viem's is no revert", () => {
    expect(isRevert(new Error("execution reverted"))).toBe(false);
  });
});
