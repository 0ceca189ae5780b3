import { describe, expect, it } from "vitest";
import { line, markdownText, paragraph } from "./text";

const title = line(120);
const content = markdownText(64 * 1024);

describe("a line for people", () => {
  it.each([
    ["a noncharacter", "A \ufffe B"],
    ["a noncharacter of another plane", "A \u{1fffe} B"],
    ["the noncharacters between the forms of Arabic", "A \ufdd0 B"],
    ["invisible tag letters", `A ${String.fromCodePoint(0xe0041, 0xe0042)} B`],
    ["tag letters behind a flag that spell no region", `\u{1f3f4}${"\u{e0041}".repeat(40)}`],
    ["blank Braille", "A\u2800B"],
    ["an override of the direction", "A \u202e B"],
    ["an isolate that nobody closes", "A \u2067 B"],
    ["a tower of marks", `Z${"\u0300".repeat(9)}`],
  ])("has no %s", (_what, text) => {
    expect(title.safeParse(text).success).toBe(false);
    expect(paragraph(500).safeParse(text).success).toBe(false);
  });

  it.each([
    ["the flag of Scotland", "Walks \u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}"],
    ["joined emoji", "👩‍👩‍👧 and ❤️"],
    ["Tibetan with its marks", "བསྒྲུབས་"],
    ["pointed Hebrew", "בְּרֵאשִׁ֖ית"],
    ["Vietnamese in parts", "Tiê\u0301ng Viê\u0323t"],
    ["Braille", "⠓⠑⠇⠇⠕"],
  ])("may have %s", (_what, text) => {
    expect(title.safeParse(text).success).toBe(true);
  });
});

it("what is far too long is refused and never cut, wherever its blanks are", () => {
  for (const text of [`A title.${" ".repeat(1_000)}And what nobody may lose.`, "e\u0301".repeat(400)])
    expect([title.safeParse(text).success, paragraph(100).safeParse(text).success]).toEqual([false, false]);
  expect(title.parse(`${" ".repeat(1_000)}A title.${" ".repeat(1_000)}`)).toBe("A title.");
});

describe("Markdown", () => {
  it("loses what is no character, as a text copied out of a PDF has it, and is otherwise the same", () => {
    expect(content.parse("ended with\ufffe a hyphen\uffff, and\u{10ffff} more\ufdd0.\n")).toBe(
      "ended with a hyphen, and more.\n",
    );
  });
});
