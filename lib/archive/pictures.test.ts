import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SourceFile } from "../api-client/source-file";
import { mapAddresses } from "./addresses";
import { adaptObsidian } from "./obsidian";
import { findPictures, PictureIndex } from "./pictures";

const file = (path: string, bytes = 3): SourceFile => ({ path, bytes, stream: () => new Blob(["abc"]).stream() });

/** Of this processor, whatever else runs beside it. */
function secondsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

describe("addresses of pictures", () => {
  const marked = (text: string) => mapAddresses(text, (address) => `<${address}>`);
  it.each([
    ["![a](b.png)", "![a](<b.png>)"],
    ['![a [b\\] c](<b c.png> "T") x', '![a [b\\] c](<b c.png> "T") x'],
    ["[![a](b.png)](https://a.example)", "[![a](<b.png>)](https://a.example)"],
    ["![a](b_(1).png)", "![a](<b_(1).png>)"],
    ["[r]: b.png 'T'", "[r]: <b.png> 'T'"],
    ["a [link](b.png)", "a [link](b.png)"],
    ["![Figure \\[1\\]](b.png)", "![Figure \\[1\\]](<b.png>)"],
    ["![a [b]](b.png) [c](d.png)", "![a [b]](<b.png>) [c](d.png)"],
    ["![a\nb]( b.png )", "![a\nb]( <b.png> )"],
    ["![a\n\nb](b.png)", "![a\n\nb](b.png)"],
    ["\\![a](b.png) !\\[a](b.png)", "\\![a](b.png) !\\[a](b.png)"],
    ["![`]` b](c.png)", "![`]` b](<c.png>)"],
    ["  [a \\[b\\]]:\n  b.png", "  [a \\[b\\]]:\n  <b.png>"],
    ["`![a](b.png)` ![a](c.png)", "`![a](b.png)` ![a](<c.png>)"],
    ["```\n![a](b.png)\n```\n\n![a](c.png)", "```\n![a](b.png)\n```\n\n![a](<c.png>)"],
  ])("are found where Markdown has them, and not in code: %j", (text, expected) => {
    expect(marked(text)).toBe(expected);
  });

  it("stay to the letter where there is no other, whatever the text is", () => {
    const piece = fc.oneof(
      fc.constantFrom("![", "](", ")", "<", ">", "`", "```\n", "\n\n", "[a]: ", "b.png", " ", "\\"),
      fc.string(),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        (pieces) => mapAddresses(pieces.join(""), () => undefined) === pieces.join(""),
      ),
    );
  });

  const name = `picture:${"a".repeat(64)}`;
  it.each(
    [
      "![",
      "![](",
      "[a]: ",
      "\n[a]: b",
      "![a](b(c",
      "![a](<b",
      "![a]((x",
      "![a]( ",
      "[",
      "]",
      "\\",
      "![`",
      "`a``b",
      "```\n~~~\n",
      name,
    ].concat(`![](${name})`, `![${name}`),
  )("are found in linear time: 2 MB of %j", (text) => {
    const long = text.repeat(2 ** 21 / text.length);
    expect(secondsOf(() => mapAddresses(long, () => undefined))).toBeLessThan(1.5);
  });

  it.each([
    ["![](", " "],
    ["![](<", "a"],
    ["[a]:", "\t"],
    ["\n", " "],
    ["![a](", "`"],
  ])("are found in linear time: %j and 2 MB of %j", (begin, text) => {
    const long = begin + text.repeat(2 ** 21);
    expect(secondsOf(() => mapAddresses(long, () => undefined))).toBeLessThan(1.5);
  });
});

describe("pictures beside a text", () => {
  const index = new PictureIndex(
    [
      "posts/img/a.png",
      "posts/b c.JPG",
      "static/images/d.webp",
      "content/images/2023/01/e.gif",
      "x/f.png",
      "y/f.png",
      "huge.png",
    ].map((path) => file(path, path === "huge.png" ? 16 * 1024 ** 2 : 3)),
  );
  it.each([
    ["img/a.png", "posts/img/a.png"],
    ["./img/a.png?w=3#x", "posts/img/a.png"],
    ["../static/images/d.webp", "static/images/d.webp"],
    ["b%20c.JPG", "posts/b c.JPG"],
    ["/images/d.webp", "static/images/d.webp"],
    ["__GHOST_URL__/content/images/2023/01/e.gif", "content/images/2023/01/e.gif"],
    ["\\_\\_GHOST_URL\\_\\_/content/images/2023/01/e.gif", "content/images/2023/01/e.gif"],
    ["e.gif", "content/images/2023/01/e.gif"],
    ["f.png", undefined],
    ["x/f.png", "x/f.png"],
    ["nothing.png", undefined],
    ["https://a.example/img/a.png", undefined],
    ["//a.example/img/a.png", undefined],
    ["data:image/png;base64,AAAA", undefined],
    ["../../../../posts/img/a.png", "posts/img/a.png"],
    ["%E0%A4%A.png", undefined],
    ["huge.png", undefined],
  ])("are found as programs write their addresses: %s", (address, path) => {
    expect(index.find(address, "posts/")?.path).toBe(path);
  });

  it("are told apart from those on the web, those that are nowhere, and the item's own", () => {
    const preview = `![](img/a.png) ![](img/a.png) ![](https://a.example/b.png) ![](picture:${"0".repeat(64)})`;
    const content = "![](http://a.example/c.png) ![](gone.png)\n\n[r]: img/a.png\n[s]: other.md";
    const { pictures, elsewhere, leftOut } = findPictures({ preview, content }, "posts/", index);
    expect([[...pictures.keys()], elsewhere, leftOut]).toEqual([["img/a.png"], 1, 2]);
  });

  it("are what Obsidian embeds, with their description and without their width", () => {
    const { body, embeds } = adaptObsidian("![[a.png]] ![[in folder/b c.jpg|300]] ![[a.png|A [till]]] ![[note]]", true);
    expect(body).toBe("![](<a.png>) ![](<in folder/b c.jpg>) ![A till](<a.png>)] ");
    expect(embeds).toBe(1);
  });
});
