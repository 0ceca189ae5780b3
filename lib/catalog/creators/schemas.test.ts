import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { handleSchema, looksReserved } from "./handle";
import { profileSchema } from "./schemas";

describe("handles", () => {
  it.each(["nora", "nora-pelling", "a1b", "x".repeat(30)])("accepts %s", (handle) => {
    expect(handleSchema.parse(handle)).toBe(handle);
  });

  it.each([
    "ab",
    "x".repeat(31),
    "-nora",
    "nora-",
    "no--ra",
    "no_ra",
    "no.ra",
    "nöra",
    "no ra",
    "admin",
    "API",
    "pennypost",
    "no/ra",
    "no\u0000ra",
  ])("refuses %j", (handle) => {
    expect(handleSchema.safeParse(handle).success).toBe(false);
  });

  it.each([
    ...[
      "penny-p0st",
      "pennypost-support",
      "the-pennyp0st",
      "adrnin",
      "supp0rt",
      "suport",
      "0fficial",
      "he1p",
      "r00t",
      "pay-ments",
    ],
    "vvallet",
  ])("%s looks reserved, which its form alone does not refuse: whoever has it keeps it", (handle) => {
    expect([looksReserved(handle), handleSchema.parse(handle)]).toEqual([true, handle]);
  });

  it.each(["fed", "rot", "hellp", "blogg", "nora"])("%s does not look reserved", (handle) => {
    expect(looksReserved(handle)).toBe(false);
  });

  it("lower-cases, so that two handles never differ by case alone", () => {
    expect(handleSchema.parse("Nora")).toBe("nora");
  });
});

describe("a profile", () => {
  it("refuses fields it does not know", () => {
    expect(profileSchema.safeParse({ handle: "nora", displayName: "Nora", payTo: "0x00" }).success).toBe(false);
  });

  it("never throws, whatever arrives", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void profileSchema.safeParse(value)));
  });
});
