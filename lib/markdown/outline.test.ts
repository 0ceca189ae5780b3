import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outline } from "./outline";
import { countWords } from "./words";

describe("outline", () => {
  it("lists second and third level headings as plain text", () => {
    expect(outline("# Title\n## The *tide* [table](https://a.example)\n### `code` ##\n#### Too deep\n##no")).toEqual([
      "The tide table",
      "code",
    ]);
  });

  it("does not take comments in code for headings", () => {
    expect(outline("```sh\n## not me\n```\n## me\n~~~\n## nor me\n```\n## still not\n~~~\n## and me")).toEqual(["me", "and me"]);
  });

  it.each([
    ["a line that begins with code between three backticks opens no fence", "```x``` is code\n## me"],
    ["a fence is not closed by a line of words", "```\n```js\n## not me\n```\n## me"],
    ["a fence is closed by a longer one", "```\n## not me\n`````  \n## me"],
  ])("reads fences as Markdown does: %s", (_rule, text) => {
    expect(outline(text)).toEqual(["me"]);
  });

  it("stays linear on two megabytes of headings that say nothing", () => {
    const started = performance.now();
    expect(outline(`## *${" ".repeat(990)}*\n`.repeat(2000))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it("is bounded, whatever the author wrote", () => {
    const headings = outline(`## ${"x".repeat(5000)}\n`.repeat(500));
    expect(headings.length).toBeLessThanOrEqual(60);
    expect(Math.max(...headings.map((heading) => heading.length))).toBeLessThanOrEqual(160);
  });
});

describe("word count", () => {
  it("counts what is read: not signs, addresses or code blocks", () => {
    expect(countWords("Don't **count** the [link](https://a.example/b/c) twice — 3 times.\n\n```\nnot this\n```")).toBe(7);
  });

  it("counts scripts without spaces by the character", () => {
    expect(countWords("潮の満ち引き and tides")).toBe(8);
  });

  it("does not count what a picture is said to show, which is not read", () => {
    expect(countWords(`A map:\n\n![Of the whole coast](picture:${"0".repeat(64)} "Its caption") here`)).toBe(3);
  });

  it("of text with text is the sum", () => {
    const word = fc.stringMatching(/^[a-z]{1,10}$/);
    fc.assert(
      fc.property(
        fc.array(word),
        fc.array(word),
        (a, b) => countWords(`${a.join(" ")}\n\n${b.join(" ")}`) === a.length + b.length,
      ),
    );
  });

  it("stays linear on two megabytes of signs", () => {
    for (const text of ["[", "<", "![a](", "`", "## "])
      expect(countWords(text.repeat(2_000_000 / text.length))).toBeGreaterThanOrEqual(0);
  }, 10_000);
});
