import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PRICE_MAX, PRICE_MIN, toDecimal } from "../kernel/money";
import { priceSchema } from "./price";

describe("prices", () => {
  it("round-trips every amount within the bounds", () => {
    fc.assert(fc.property(fc.bigInt(PRICE_MIN, PRICE_MAX), (amount) => priceSchema.parse(toDecimal(amount)) === amount));
  });

  it.each([
    "0",
    "0.0009",
    "10000.000001",
    "-1",
    "+1",
    "1e3",
    "1,5",
    "01",
    ".5",
    "1.",
    "0.1234567",
    "NaN",
    "Infinity",
    "０.25",
    " 0.25",
    "0x10",
    "",
  ])("refuses %j with a message", (price) => {
    const result = priceSchema.safeParse(price);
    expect(result.success).toBe(false);
    expect(result.error?.issues[0]?.message).toMatch(/price/i);
  });

  it("refuses a number, whose digits cannot be trusted", () => {
    expect(priceSchema.safeParse(0.25).success).toBe(false);
  });

  it("never throws, whatever arrives", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void priceSchema.safeParse(value)));
  });
});
