import fc from "fast-check";
import { expect, it } from "vitest";
import { xml2js } from "xml-js";
import { parent, words } from "./xml";

it("an element holds any text, and nothing that XML forbids", () => {
  const text = fc.string({ unit: "binary", maxLength: 20 });
  const odd = fc.constantFrom("\ufffe", "\uffff", "\u0000", "\u000b", "\ud800", "]]>", "&lt;", '"', "\u{1f600}", "日本");
  fc.assert(
    fc.property(fc.array(fc.oneof(text, odd)), (pieces) => {
      const all = pieces.join("");
      const document = parent("a", { b: all }, [words("c", all)]);
      expect(document).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
      expect(xml2js(document)).toMatchObject({ elements: [{ name: "a" }] });
    }),
  );
  expect(words("c", "A line\ufffe that a PDF ended\uffff")).toBe("<c>A line that a PDF ended</c>");
});
