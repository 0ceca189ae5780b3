import { describe, expect, it } from "vitest";
import { networks } from "../../x402/networks";
import { parseConfirmations } from "./confirmations";

describe("the depth a payment waits for", () => {
  it("grows with the price, in blocks that a request can wait for", () => {
    const depth = parseConfirmations(networks.base.confirmations);
    expect([1_000n, 1_000_000n, 1_000_001n, 25_000_000n, 25_000_001n].map(depth)).toEqual([1, 1, 2, 2, 3]);
  });

  it("is none where an operator serves on preconfirmations", () => {
    expect(["0.1:0,*:1", "*:0"].map((text) => parseConfirmations(text)(100_000n))).toEqual([0, 0]);
  });

  it("is named for every price", () => {
    expect(() => parseConfirmations("1:2")).toThrow("names no depth");
  });
});
