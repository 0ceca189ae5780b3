import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createItemSchema, saveItemSchema, slugSchema } from "./schemas";

const draft = { kind: "article", title: "On Pennies", price: "0.25" };
const titleOf = (title: string) => createItemSchema.safeParse({ ...draft, title });

describe("titles", () => {
  it("are normalised, so that equal looks are equal bytes", () => {
    expect(titleOf("Cafe\u0301").data?.title).toBe("Caf\u00e9");
  });

  it.each([
    "a\u202eb",
    "a\u2066b",
    "a\u0000b",
    "a\nb",
    "a\u200bb",
    "a\u061cb",
    "\u3164",
    "a\ufeffb",
    "\ud800",
    "a\u0085b",
    "\u0301",
  ])("refuse %j", (title) => {
    expect(titleOf(title).success).toBe(false);
  });

  it("may be of any script and carry emoji", () => {
    expect(titleOf("ペニー ポスト 👩‍🚀").success).toBe(true);
  });

  it("end at 150 characters", () => {
    expect(titleOf("x".repeat(150)).success).toBe(true);
    expect(titleOf("x".repeat(151)).success).toBe(false);
  });
});

describe("other input", () => {
  it("bounds text by its bytes, not by its characters", () => {
    expect(saveItemSchema.safeParse({ preview: "é".repeat(100 * 1024) }).success).toBe(true);
    expect(saveItemSchema.safeParse({ preview: "é".repeat(100 * 1024 + 1) }).success).toBe(false);
  });

  it("keeps the author's Markdown but for line ends", () => {
    expect(saveItemSchema.parse({ content: "\ufeffa\r\nb  \n\tc " }).content).toBe("a\nb  \n\tc ");
  });

  it("refuses a null byte in Markdown, which the database would", () => {
    expect(saveItemSchema.safeParse({ content: "a\u0000" }).success).toBe(false);
  });

  it("refuses fields it does not know", () => {
    expect(saveItemSchema.safeParse({ publishedVersionId: "ver_1" }).success).toBe(false);
    expect(saveItemSchema.safeParse(JSON.parse('{"__proto__":{"title":"x"}}')).success).toBe(false);
  });

  it("takes at most five tags, each once, in lower case", () => {
    const tagsOf = (tags: string[]) => saveItemSchema.safeParse({ tags });
    expect(tagsOf(["Sea", "sea", "maps"]).data?.tags).toEqual(["sea", "maps"]);
    expect(tagsOf(["a", "b", "c", "d", "e", "f"]).success).toBe(false);
    expect(tagsOf(["<b>"]).success).toBe(false);
  });

  it.each(["a--b", "-a", "A", "a b", "../x", "feed", ""])("refuses the address %j", (slug) => {
    expect(slugSchema.safeParse(slug).success).toBe(false);
  });

  it("never throws, whatever arrives", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const schema of [createItemSchema, saveItemSchema]) schema.safeParse(value);
      }),
    );
  });
});
