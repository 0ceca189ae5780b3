import { describe, expect, it } from "vitest";
import { cell } from "./sales-csv";

describe("CSV cells", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "＠SUM(A1)", '=HYPERLINK("https://evil.example")'])(
    "make a formula text: %j",
    (text) => {
      expect(cell(text).replace(/^"/, "")).toMatch(/^'/);
    },
  );

  it("quote as RFC 4180 says", () => {
    expect(cell('a "b", c')).toBe('"a ""b"", c"');
    expect(cell("plain")).toBe("plain");
    expect(cell("a; b")).toBe('"a; b"');
    expect(cell("a\nb")).toBe('"a\nb"');
  });
});
