import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatUsd, parseUsdc, toDecimal } from "./money";

describe("money", () => {
  it("survives the way to decimal and back, for any amount", () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }), (amount) => parseUsdc(toDecimal(amount)) === amount));
  });

  it.each(["", "-1", "+1", "1e3", ".5", "1.", "01", "1.0000001", "1,000", " 1", "0x1", "NaN", "１"])(
    "refuses %j as an amount",
    (text) => {
      expect(() => parseUsdc(text)).toThrow(RangeError);
    },
  );

  it.each([
    [1_000n, "$0.001"],
    [50_000n, "$0.05"],
    [1_000_000n, "$1.00"],
    [1_250_000_000n, "$1,250.00"],
    [1_234_567_890_001n, "$1,234,567.890001"],
    [-250_000n, "-$0.25"],
  ])("shows %s as %s and never rounds", (amount, text) => {
    expect(formatUsd(amount)).toBe(text);
  });
});
