import fc from "fast-check";
import { expect, it } from "vitest";
import { scaleOf } from "./pdf-scale";

const a4 = { width: 595, height: 842 };

it("a page is as sharp as the screen", () => {
  expect(a4.width * scaleOf(a4, 700, 2)).toBeCloseTo(1750);
  expect(a4.width * scaleOf(a4, 700, 4)).toBeCloseTo(2400);
});

it("no page has more pixels than a phone can hold, whatever size it says it has", () => {
  const length = fc.double({ min: 0.1, max: 1e7, noNaN: true });
  const ratio = fc.double({ min: 0.5, max: 4, noNaN: true });
  fc.assert(
    fc.property(length, length, ratio, (width, height, pixelRatio) => {
      const scale = scaleOf({ width, height }, 1000, pixelRatio);
      expect(width * scale * height * scale).toBeLessThanOrEqual(8_400_001);
      expect(width * scale).toBeLessThanOrEqual(2400.01);
    }),
  );
});
