import fc from "fast-check";
import { expect, it } from "vitest";
import { amountCodec, instantCodec } from "./codecs";

it("an amount comes back as it was, whatever its size", () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n }), (amount) => amountCodec.decode(amountCodec.encode(amount)) === amount));
});

it.each(["-1", "1.5", "", "1e3", "0x10"])("%j is no amount", (text) => {
  expect(amountCodec.safeDecode(text).success).toBe(false);
});

it("an instant comes back to the millisecond", () => {
  const range = { min: new Date("2020-01-01"), max: new Date("2100-01-01"), noInvalidDate: true };
  fc.assert(fc.property(fc.date(range), (date) => instantCodec.decode(instantCodec.encode(date)).getTime() === date.getTime()));
});
