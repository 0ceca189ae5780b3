import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentDisposition } from "./content-disposition";

describe("Content-Disposition", () => {
  it("carries a name as it is", () => {
    expect(contentDisposition("plate.png", "inline")).toBe("inline; filename=plate.png");
    expect(contentDisposition("größe.txt")).toBe(`attachment; filename="gr??e.txt"; filename*=UTF-8''gr%C3%B6%C3%9Fe.txt`);
  });

  it("leaves out the end of a name that is too long, and keeps its extension", () => {
    expect(decodeURIComponent(contentDisposition(`${"あ".repeat(200)}.flac`).split("''")[1] ?? "")).toMatch(/^あ{40,}…\.flac$/);
  });

  it("stays below 800 bytes for any name", () => {
    const isShort = (name: string) => Buffer.byteLength(contentDisposition(name || "file"), "latin1") < 800;
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), isShort));
  });
});
