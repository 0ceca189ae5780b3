import fc from "fast-check";
import { expect, it } from "vitest";
import { shareOf } from "./shares";

it("splits whatever there is without a rest, and gives no member more than one above another", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), fc.integer({ min: 1, max: 50 }), (whole, members) => {
      const shares = Array.from({ length: members }, (_, place) => shareOf(whole, members, place));
      expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(whole);
      expect((shares[0] as bigint) - (shares.at(-1) as bigint)).toBeLessThanOrEqual(1n);
    }),
  );
});
