import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { portableName, portableNames } from "./portable-names";

describe("a name in an archive", () => {
  it.each([
    ["aux.txt", "aux_.txt"],
    ["NUL.pdf", "NUL_.pdf"],
    ["con", "con_"],
    ["com1.tar.gz", "com1_.tar.gz"],
    ["LPT¹", "LPT¹_"],
    ["console.log", "console.log"],
    ["report.", "report"],
    ["Plan .pdf", "Plan.pdf"],
    ["trailing ", "trailing"],
    ["...", "_"],
    [".htaccess", ".htaccess"],
    ["がぎぐ.txt", "がぎぐ.txt"],
    ["a:b?.txt", "a_b_.txt"],
    ["錆びた鍵の話.md", "錆びた鍵の話.md"],
  ])("%s unpacks as %s", (name, portable) => {
    expect(portableName(name)).toBe(portable);
  });

  it("keeps its beginning and extension when it is too long for a disk", () => {
    const name = portableName(`${"長".repeat(200)}.flac`);
    expect(new TextEncoder().encode(name).byteLength).toBeLessThanOrEqual(255);
    expect(name).toMatch(/^長{60,}….flac$/);
  });

  it("is one that every system takes, and each of a folder is another", () => {
    const piece = fc.constantFrom("a", "A", "é", "é", ".", " ", "aux", "CON", "com1", "長", "/", "\u0000", "x".repeat(200), "…");
    const names = fc.array(
      fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join("")),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(names, (all) => {
        const portable = portableNames(all);
        expect(new Set(portable.map((name) => name.toLowerCase().normalize("NFC"))).size).toBe(all.length);
        for (const name of portable) {
          expect(name).toMatch(/[^. ]$/);
          expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)|[<>:"/\\|?*\p{Cc}]/iu);
          expect(new TextEncoder().encode(name).byteLength).toBeLessThanOrEqual(255);
          expect(portableName(name).length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
