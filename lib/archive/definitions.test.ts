import { describe, expect, it } from "vitest";
import { carryTargets } from "./definitions";

const secret = "https://drive.example/secret";

describe("a target defined below the paid line", () => {
  it.each([
    ["a full reference", "Get [the data][dataset]."],
    ["a collapsed one", "Get [Dataset][]."],
    ["a short one", "Get [dataset]."],
    ["a picture", "![The data][dataset]"],
    ["a label over code", "Get [`all` of it][dataset]."],
  ])("stays there and is told when the free part uses it by %s", (_name, preview) => {
    const content = `Here it is.\n\n[dataset]: ${secret}`;
    expect(carryTargets({ preview, content })).toEqual({
      preview,
      content,
      notesMissing: [],
      targetsMissing: ["dataset"],
      targetsCarried: [],
    });
  });

  it("is not told when the free part has its own", () => {
    const parts = { preview: "[a]\n\n[a]: https://a.example", content: `[a]\n\n[a]: ${secret}` };
    expect(carryTargets(parts)).toEqual({ ...parts, notesMissing: [], targetsMissing: [], targetsCarried: [] });
  });
});

describe("a label", () => {
  it.each([
    ["a code span", "Write `[x]` there.", "x"],
    ["a code span over two lines", "Write `a\n[x]` there.", "x"],
    ["fenced code", "~~~\n[x]\n~~~", "x"],
    ["a task that is done", "- [x] Done\n1. [X] Done", "x"],
    ["a number in brackets", "As they say [1], and a[1].", "1"],
    ["a link of its own", "[x](https://b.example)", "x"],
  ])("is not used by %s", (_name, other, label) => {
    const defined = `[${label}]: https://a.example`;
    expect(carryTargets({ preview: defined, content: other }).content).toBe(other);
    expect(carryTargets({ preview: other, content: defined }).targetsMissing).toEqual([]);
  });

  it.each([
    ["a number after words", "As [they][1] say.", "1"],
    ["a letter after a task", "- [x] See [x].", "x"],
    ["a label that is code", "See [`a[0]`].", "`a[0]`"],
    ["words behind a stray backtick", "A ` here.\n\nSee [x]. Another ` there.", "x"],
  ])("is used by %s, and its target is carried into the paid part", (_name, content, label) => {
    const defined = `[${label}]: https://a.example`;
    expect(carryTargets({ preview: defined, content }).content).toBe(`${content}\n\n${defined}`);
  });
});

describe("notes on the other side of the paid line", () => {
  it.each([
    ["A mark.[^1]", "Text.\n\n[^1]: Its note.", ["1"]],
    ["[^a]: A note.\n\nText.", "A mark[^A] and another[^b].\n\n[^b]: Here.", ["a"]],
    ["One[^1], two[^2] and one again[^1].", "[^2]: Two.\n[^1]: One.", ["1", "2"]],
  ])("are named: %j | %j", (preview, content, labels) => {
    expect(carryTargets({ preview, content }).notesMissing).toEqual(labels);
  });

  it.each([
    ["A mark.[^1]\n\n[^1]: Its note.", "Another.[^1]\n\n[^1]: Its own."],
    ["A mark without any note.[^1]", "Text."],
    ["In code: `[^1]` and\n\n```\n[^1]\n```\n", "[^1]: A note nobody marks."],
    ["Square brackets as such: \\[^1].", "Text.\n\n[^1]: A note."],
    ["", ""],
  ])("are none in %j | %j", (preview, content) => {
    expect(carryTargets({ preview, content }).notesMissing).toEqual([]);
  });
});
