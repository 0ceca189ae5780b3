import fc from "fast-check";
import { expect, it } from "vitest";
import { scaleTop } from "./scale-top";

it.each([
  [0n, 10n],
  [10n, 10n],
  [250_011n, 400_000n],
  [400_001n, 1_000_000n],
  [1_000_001n, 2_000_000n],
])("the scale above %s goes to %s", (highest, top) => {
  expect(scaleTop(highest)).toBe(top);
});

it("no day is higher than the scale, and one that sold stands well above its foot", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 10n, max: 10n ** 18n }), (highest) => {
      const top = scaleTop(highest);
      expect(top >= highest && highest * 3n >= top).toBe(true);
    }),
  );
});
