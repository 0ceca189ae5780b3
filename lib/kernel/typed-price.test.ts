import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DECIMAL_USDC, parseUsdc, toDecimal } from "./money";
import { typedPrice } from "./typed-price";

describe("a price that somebody typed", () => {
  it.each([
    ["0,40", "0.40"],
    ["1,5", "1.5"],
    ["０．４０", "0.40"],
    ["０，４０", "0.40"],
    ["０。４０", "0.40"],
    [",5", "0.5"],
    [".5", "0.5"],
    ["$0.40", "0.40"],
    ["＄０．４０", "0.40"],
    ["US$ 0.40", "0.40"],
    ["0.40 USDC", "0.40"],
    ["0,400", "0.400"],
    ["00.40", "0.40"],
    ["0.2500000", "0.250000"],
    [" 3 ", "3"],
    ["1000", "1000"],
    ["1.000", "1.000"],
  ])("%j is %s", (typed, decimal) => {
    expect(typedPrice(typed)).toBe(decimal);
    expect(decimal).toMatch(DECIMAL_USDC);
  });

  it.each([
    "1,000",
    "12,345",
    "0,4,0",
    "1.234,50",
    "1,234.50",
    "¥40",
    "￥４０",
    "€0,40",
    "1.",
    "-1",
    "1e3",
    "0x1",
    "four",
    "",
    "$",
    ".",
    "0 40",
  ])("%j stays as it is, and is no price", (typed) => {
    expect(typedPrice(typed)).toBe(typed);
    expect(typed).not.toMatch(DECIMAL_USDC);
  });

  it("is what it was, where it has the API's form already", () => {
    fc.assert(fc.property(fc.bigInt(0n, 10n ** 14n), (amount) => parseUsdc(typedPrice(toDecimal(amount))) === amount));
  });

  it("never becomes another price by being read twice, whatever was typed", () => {
    fc.assert(fc.property(fc.string(), (typed) => typedPrice(typedPrice(typed)) === typedPrice(typed)));
  });
});
