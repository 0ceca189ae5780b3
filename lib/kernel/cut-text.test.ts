import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutToBytes, utf8Bytes } from "./cut-text";

describe("a text cut to bytes", () => {
  it.each([
    ["short", 10, "short"],
    ["exactly", 7, "exactly"],
    ["a longer text", 8, "a lon…"],
    ["日本語の題", 9, "日本…"],
    ["👩‍🚀👩‍🚀", 14, "👩‍🚀…"],
    ["👩‍🚀👩‍🚀", 5, ""],
  ])("of %j at %d bytes is %j", (text, max, cut) => {
    expect(cutToBytes(text, max)).toBe(cut);
  });

  it("never has more bytes than allowed, and never half a character", () => {
    const fits = (text: string, max: number) => {
      const cut = cutToBytes(text, max);
      return utf8Bytes(cut) <= max && !/\p{Surrogate}/u.test(cut);
    };
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.nat(100), fits));
  });
});
