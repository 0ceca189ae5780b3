import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clipBound, headBound, pageBound, pictureBound } from "./bounds";

describe("what a preview may show", () => {
  it("is at most three pages, and a quarter of them", () => {
    expect([0, 1, 3, 4, 8, 11, 12, 24, 1000].map(pageBound)).toEqual([0, 0, 0, 1, 2, 2, 3, 3, 3]);
  });

  it("is at most half of a picture's side, and nothing of an icon", () => {
    expect(pictureBound(4000, 3000)).toBe(640);
    expect(pictureBound(600, 800)).toBe(400);
    expect(pictureBound(239, 100)).toBeUndefined();
  });

  it("is at most a tenth of a piece of music in time and in bytes, and nothing of a jingle", () => {
    expect(clipBound(104_000, 1_881_103, false)).toEqual({ ms: 10_400, bytes: 188_110 });
    expect(clipBound(3_600_000, 50_000_000, false)).toEqual({ ms: 20_000, bytes: 4_194_304 });
    expect(clipBound(3_600_000, 900_000_000, true)).toEqual({ ms: 10_000, bytes: 4_194_304 });
    expect(clipBound(29_999, 1_000_000, false)).toBeUndefined();
  });

  it("is at most a twentieth of a text, and nothing of a note", () => {
    expect(headBound(1_362_333)).toBe(2048);
    expect(headBound(3_199)).toBeUndefined();
    fc.assert(
      fc.property(fc.nat(10_000_000), (bytes) => {
        const bound = headBound(bytes);
        return bound === undefined || (bound * 20 <= bytes && bound <= 2048);
      }),
    );
  });
});
