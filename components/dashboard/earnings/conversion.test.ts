import { describe, expect, it } from "vitest";
import { shareOf } from "./conversion";

describe("a share", () => {
  it.each([
    [1, 8, "12.5%"],
    [0, 8, "0%"],
    [8, 8, "100%"],
    [1, 3, "33.3%"],
    [1, 10_000, "<0.1%"],
    [3, 2, "150%"],
    [5_000, 2, "250,000%"],
  ])("of %d in %d reads %s", (part, whole, share) => {
    expect(shareOf(part, whole)).toBe(share);
  });

  it("of nothing is none", () => {
    expect(shareOf(0, 0)).toBeNull();
    expect(shareOf(2, 0)).toBeNull();
  });
});
