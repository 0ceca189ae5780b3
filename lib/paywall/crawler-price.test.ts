import { describe, expect, it } from "vitest";
import { findCapBreach } from "./crawler-price";

const breachOf = (cap: string) => findCapBreach(new Headers({ "crawler-max-price": cap }), 250_000n, "USD");

describe("what a client pays at most", () => {
  it.each(["USD 0.25", "usd 0.250000", "0.25", "USD 1", "USD  10000"])("is met by the price: %s", (cap) => {
    expect(breachOf(cap)).toBeNull();
    expect(findCapBreach(new Headers(), 250_000n, "USD")).toBeNull();
  });

  it.each(["USD 0.249999", "0", "USD 0.1"])("is below the price: %s", (cap) => {
    expect(breachOf(cap)).toBe("crawler-max-price is below crawler-price");
  });

  it.each(["", "USD", "EUR 1", "USD 1e9", "USD -1", "USD 0.2500001", "1 2", "9".repeat(100), "NaN"])(
    "that is not understood buys nothing: %j",
    (cap) => {
      expect(breachOf(cap)).toMatch(/not understood/);
    },
  );
});
