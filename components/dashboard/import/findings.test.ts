import { describe, expect, it } from "vitest";
import { type ArchiveFinding, finding } from "@/lib/archive/findings";
import { readItem } from "@/lib/archive/read-item";
import { text } from "./text";

const read = (markdown: string, price?: string) => readItem(markdown, "ab.md", { price, hasFiles: false });

describe("what is found in an imported text", () => {
  it.each<[string, ArchiveFinding[]]>([
    ["all of it is paid", read("# 題\n\n本文", "0.25").notes],
    ["a picture is missing", [finding("pictures_left_out", { count: 2 })]],
    ["pictures come along, or stay", [finding("pictures_along", { count: 1 }), finding("pictures_elsewhere", { count: 1 })]],
    ["nothing is paid", read("# 題\n\n無料\n\n<!-- paid -->\n", "0.25").notes],
    ["the title is the name of the file", read("無料\n\n<!-- paid -->\n\n有料", "0.25").notes],
    ["links and embeds of notes", read("# 題\n\n[[あ]] ![[い]]\n\n<!-- paid -->\n\n有料", "0.25").notes],
    ["a note is on the other side", read("# 題\n\nあ[^1]\n\n<!-- paid -->\n\n[^1]: 有料", "0.25").notes],
    ["there is no price", read("# 題\n\n無料\n\n<!-- paid -->\n\n有料").problems],
    ["the price is none", read("---\nprice: cheap\n---\n# 題\n\n無料\n\n<!-- paid -->\n\n有料").problems],
    ["the price is too low", read("---\nprice: 0\n---\n# 題\n\n無料\n\n<!-- paid -->\n\n有料").problems],
    ["a tag is too long", read(`---\ntags: [${"1".repeat(99)}]\n---\n# 題\n\n無料\n\n<!-- paid -->\n\n有料`, "1").notes],
  ])("is said in each language: %s", (_what, findings) => {
    expect(findings.length).toBeGreaterThan(0);
    const [english, japanese] = [findings.map(text.en.finding).join(" "), findings.map(text.ja.finding).join("")];
    expect(english).toMatch(/^[\u0020-\u007e“”…]+$/);
    expect(japanese.replaceAll(/\b(title|https|price|JPEG|PNG|WebP|GIF)\b/g, "").match(/[A-Za-z]{3,}/g)).toBeNull();
  });
});
