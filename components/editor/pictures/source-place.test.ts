import { describe, expect, it } from "vitest";
import { movedPosition, pictureLines } from "./source-place";

describe("the place of a picture that is on its way", () => {
  it.each([
    ["what is written before it moves it", "one two", "zero one two", 4, 9],
    ["what is written behind it does not", "one two", "one two three", 4, 4],
    ["what is written right at it comes behind it", "one two", "one and two", 4, 4],
    ["what is taken away before it moves it back", "one two", "two", 4, 0],
    ["it stands behind what took the place of what was around it", "one two three", "one 2 three", 6, 5],
    ["the end stays the end", "one", "zero", 3, 4],
    ["where nothing changed it stays", "one two", "one two", 4, 4],
  ])("%s", (_rule, before, after, at, moved) => {
    expect(movedPosition(before, after, at)).toBe(moved);
  });

  it("is made of lines of its own", () => {
    const put = (value: string, at: number) => value.slice(0, at) + pictureLines(value, "p", at) + value.slice(at);
    expect(put("", 0)).toBe("![](p)\n\n");
    expect(put("one two", 3)).toBe("one\n\n![](p)\n\n two");
    expect(put("one\n\ntwo", 3)).toBe("one\n\n![](p)\n\ntwo");
    expect(put("one\n", 4)).toBe("one\n\n![](p)\n\n");
  });
});
