import { describe, expect, it } from "vitest";
import { splitFootnotes } from "./split-footnotes";

describe("footnotes split by the paid divider", () => {
  it.each([
    ["A mark.[^1]", "Text.\n\n[^1]: Its note.", ["[^1]"]],
    ["[^a]: A note.\n\nText.", "A mark[^A] and another[^b].\n\n[^b]: Here.", ["[^a]"]],
    ["One[^1], two[^2] and one again[^1].", "[^2]: Two.\n[^1]: One.", ["[^1]", "[^2]"]],
  ])("are named: %j | %j", (free, paid, marks) => {
    expect(splitFootnotes(free, paid)).toEqual(marks);
  });

  it.each([
    ["A mark.[^1]\n\n[^1]: Its note.", "Another.[^1]\n\n[^1]: Its own."],
    ["A mark without any note.[^1]", "Text."],
    ["In code: `[^1]` and\n\n```\n[^1]\n```\n", "[^1]: A note nobody marks."],
    ["Square brackets as such: \\[^1].", "Text.\n\n[^1]: A note."],
    ["", ""],
  ])("are none in %j | %j", (free, paid) => {
    expect(splitFootnotes(free, paid)).toEqual([]);
  });
});
