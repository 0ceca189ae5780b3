import { describe, expect, it } from "vitest";
import { fontOf } from "./fonts";
import { outlineText } from "./outline-text";
import { socialSvg } from "./svg";

describe("a picture for a link", () => {
  it.each(["潮の満ち引きを読む", "髙橋と﨑山の①", "カタカナとひらがな、「」。ー々", "Größe, œuvre, łódź", "𠮷野家"])(
    "has every letter of %j",
    (title) => {
      expect([...title].filter((letter) => letter.trim() && !fontOf(letter))).toEqual([]);
      expect(outlineText(title, 10).width).toBeGreaterThan(10);
    },
  );

  /** Where the lines of a title begin, downwards. */
  const linesOf = (svg: string) =>
    [...svg.matchAll(/transform="translate\(64 ([\d.]+)\)" fill="#211c17"/g)].map(([, y]) => Number(y));
  const svgOf = (title: string) => socialSvg({ title, line: "潮見さくら", amount: 250_000n }, false, outlineText);

  it("folds a title that has no spaces, and cuts one that is too long for any size", () => {
    expect(linesOf(svgOf("潮の満ち引きを読む")).length).toBeLessThanOrEqual(2);
    const long = linesOf(svgOf("潮の満ち引きを読む、".repeat(15)));
    expect(long).toHaveLength(5);
    expect(Math.max(...long)).toBeLessThan(630);
  });

  it.each([
    ["あいうえおかきくけ、こ「さ」", ["あいうえおかきく", "け、こ「さ」"]],
    ["One two three four", ["One two", "three four"]],
  ])("breaks %j where a line may end", (title, lines) => {
    const letters = (text: string, size: number) => ({
      path: `<${text}>`,
      width: ([...text].length * size * 1_072) / (8.4 * 124),
    });
    const svg = socialSvg({ title, line: "", amount: 1n }, false, letters);
    const set = [...svg.matchAll(/d="<([^>]*)>" transform="translate\(64 [\d.]+\)" fill="#211c17"/g)].map(([, line]) => line);
    expect(set).toEqual(lines);
  });

  it("is drawn in a moment, whatever the title", () => {
    const before = performance.now();
    svgOf("漢".repeat(150));
    svgOf("a ".repeat(75));
    expect(performance.now() - before).toBeLessThan(3_000);
  });

  it("of a shop has no price", () => {
    expect(socialSvg({ title: "Ada", line: "@ada" }, false, outlineText)).not.toContain("#fffdf7");
  });
});
