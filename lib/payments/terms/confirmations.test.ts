import { describe, expect, it } from "vitest";
import { parseConfirmations } from "./confirmations";

describe("the depth a payment waits for", () => {
  it("grows with the price", () => {
    const depth = parseConfirmations("1:1,25:3,*:safe");
    expect([1_000n, 1_000_000n, 1_000_001n, 25_000_000n, 25_000_001n].map(depth)).toEqual([1, 1, 3, 3, "safe"]);
  });

  it("may be the node's final block", () => {
    expect(parseConfirmations("1:2,*:finalized")(2_000_000n)).toBe("finalized");
  });

  it("is final where the settings say nothing of a price", () => {
    const depth = parseConfirmations("1:2");
    expect([1_000_000n, 1_000_001n].map(depth)).toEqual([2, "finalized"]);
  });

  it("is never less than the payment's own block", () => {
    expect(parseConfirmations("*:0")(1n)).toBe(1);
  });
});
