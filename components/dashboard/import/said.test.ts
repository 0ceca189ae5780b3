import { describe, expect, it } from "vitest";
import { readItem } from "@/lib/archive/read-item";
import { inJapanese } from "./said.ja";

const read = (text: string, price?: string) => readItem(text, "a-text.md", { price, hasFiles: false });

describe("what is said of a text that is imported", () => {
  it.each([
    ["all of it is paid", read("# 題\n\n本文", "0.25").notes],
    ["a picture is missing", read("# 題\n\n無料\n\n<!-- paid -->\n\n![](a.png) 有料", "0.25").notes],
    ["nothing is paid", read("# 題\n\n無料\n\n<!-- paid -->\n", "0.25").notes],
    ["there is no title", read("無料\n\n<!-- paid -->\n\n有料", "0.25").problems],
    ["there is no price", read("# 題\n\n無料\n\n<!-- paid -->\n\n有料").problems],
    ["the price is none", read("---\nprice: cheap\n---\n# 題\n\n無料\n\n<!-- paid -->\n\n有料").problems],
  ])("is said in Japanese: %s", (_what, sentences) => {
    expect(sentences.length).toBeGreaterThan(0);
    const words = inJapanese(sentences.join(" ")).replaceAll(/\b(title|https|price)\b/g, "");
    expect(words.match(/[A-Za-z]{3,}/g)).toBeNull();
  });

  it("stays as it is where we have no words for it", () => {
    expect(inJapanese("Something else.")).toBe("Something else.");
  });
});
