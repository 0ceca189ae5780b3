import { describe, expect, it } from "vitest";
import { diffParagraphs, type Hunk } from "./paragraph-diff";
import { paragraphsOf } from "./reading-text";

const diff = (before: string, after: string) => diffParagraphs(paragraphsOf(before), paragraphsOf(after));

/** "-went- +came+ stayed", a paragraph a line; "=2" for two that stayed. */
const shown = (hunks: Hunk[] | undefined) =>
  hunks?.map((hunk) =>
    "same" in hunk
      ? `=${hunk.same.length}`
      : hunk.words.map(({ text, change }) => (change ? { removed: `-${text}-`, added: `+${text}+` }[change] : text)).join(""),
  );

describe("a text as it is read", () => {
  it("has its paragraphs, headings, items and rows, without the signs that make them so", () => {
    const markdown =
      "## The *tide*\n\nIt **rises** [there](https://a.example).\n\n- one\n- two\n\n> said\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```js\nx;\n```";
    expect(paragraphsOf(markdown)).toEqual([
      "The tide",
      "It rises there (https://a.example).",
      "one",
      "two",
      "said",
      "a | b",
      "1 | 2",
      "x;",
    ]);
  });
});

describe("what changed between two texts", () => {
  it("is words within their paragraph; paragraphs that stayed are counted", () => {
    const before = "Kept.\n\nKept too.\n\n**The boat** leaves at six.";
    expect(shown(diff(before, before.replace("six", "seven")))).toEqual(["=2", "The boat leaves at -six-+seven+."]);
  });

  it("is a paragraph as a whole, where it came, went, or became another", () => {
    expect(shown(diff("One.\n\nTwo.", "One.\n\nA new one here.\n\nTwo."))).toEqual(["=1", "+A new one here.+", "=1"]);
    expect(shown(diff("Completely different words", "それは別の文です"))).toEqual([
      "-Completely different words-",
      "+それは別の文です+",
    ]);
  });

  it("is words in Japanese too, which has no spaces between them", () => {
    expect(shown(diff("船は六時に出ます。", "船は七時に出ます。"))).toEqual(["船は-六-+七+時に出ます。"]);
  });

  it("is the address of a link, where that is all", () => {
    expect(shown(diff("[there](https://a.example)", "[there](https://b.example)"))?.join()).toContain("+b.example+");
  });

  it("is nothing where only the form of the source changed", () => {
    expect(shown(diff("* one\n* two\n\n__bold__", "- one\n- two\n\n**bold**"))).toEqual(["=3"]);
  });

  it("of long paragraphs is told in bounded time", () => {
    const long = (seed: number) => Array.from({ length: 20_000 }, (_, at) => `w${(at * seed) % 977}`).join(" ");
    const hunks = diff(long(7), long(11));
    expect(hunks).toHaveLength(2);
  });
});
