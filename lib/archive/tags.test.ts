import { describe, expect, it } from "vitest";
import { tagsFrom } from "./tags";

describe("a tag of another program", () => {
  it.each([
    ["Tom & ink", "tom and ink"],
    ["R&D", "r and d"],
    ["本＆雑誌", "本と雑誌"],
    ["本 & Music", "本とmusic"],
    ["ボ\u3099ルト&ナット", "ボ\u3099ルトとナット".normalize("NFC")],
    ["책 & 잡지", "책 잡지"],
    ["& more", "more"],
  ])("%s is %s", (given, tag) => {
    expect(tagsFrom([given])).toEqual({ tags: [tag], leftOut: [], merged: [] });
  });

  it("is told when signs were all that told it from another", () => {
    expect(tagsFrom(["C#", "C++", "C", "c++", "sea"])).toEqual({
      tags: ["c", "sea"],
      leftOut: [],
      merged: [{ tag: "c", given: ["C#", "C++", "C"] }],
    });
  });

  it("is not told when it is merely written in another way", () => {
    const given = ["#Sea", "sea", "to_read", "To read", "economics/pricing", "economics/trade", "Tom & ink", "Tom and ink"];
    expect(tagsFrom(given).merged).toEqual([]);
  });
});
