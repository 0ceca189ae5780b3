import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanFileName } from "../../kernel/file-name";
import { fileNameSchema } from "./schemas";

describe("a cleaned file name", () => {
  it.each([
    ["plate.png", "plate.png"],
    ["../../etc/passwd", "..-..-etc-passwd"],
    ["a:b?.txt", "a-b-.txt"],
    ["gro\u0308\u00dfe \u{1f389}.txt", "größe 🎉.txt"],
    ["\u202egpj.exe", "gpj.exe"],
    ["a\ufffe\u2800b.pdf", "ab.pdf"],
    [`q${"\u0324".repeat(20)}.txt`, `q${"\u0324".repeat(8)}.txt`],
    ["..", "file"],
    ["\u0000", "file"],
    [`${"a".repeat(300)}.flac`, `${"a".repeat(195)}.flac`],
  ])("of %j is %j", (name, clean) => {
    expect(cleanFileName(name)).toBe(clean);
  });

  it("is one that the server takes, and stays itself", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary", maxLength: 250 }), fc.string({ unit: "grapheme", maxLength: 250 })),
        (name) => {
          const clean = cleanFileName(name);
          expect(fileNameSchema.parse(clean)).toBe(clean);
          expect(cleanFileName(clean)).toBe(clean);
        },
      ),
      { numRuns: 500 },
    );
  });
});

it("a cleaned file name is one that the server takes, whatever character is in it", () => {
  const refused: string[] = [];
  for (let point = 0; point <= 0x10ffff; point++) {
    const clean = cleanFileName(`a${String.fromCodePoint(point)}b`);
    if (fileNameSchema.safeParse(clean).data !== clean) refused.push(point.toString(16));
  }
  expect(refused).toEqual([]);
});

describe("a file name", () => {
  it.each(["../../etc/passwd", "a/b", "a\\b", "..", ".", "", "a\u0000.txt", "a\u202etxt.exe", "a\r\nX: y"])(
    "%j is refused",
    (name) => {
      expect(fileNameSchema.safeParse(name).success).toBe(false);
    },
  );

  it("never throws, whatever arrives", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void fileNameSchema.safeParse(value)));
  });
});
