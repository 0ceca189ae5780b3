import { expect, it } from "vitest";
import { type PlacedPicture, picturesNamed, placePictures } from "./pictures";
import { renderPart } from "./render-part";

const one = "1".repeat(64);
const two = "2".repeat(64);
const at = (sha256: string, width?: number) => `/p/${sha256[0]}?a=1&w=${width ?? ""}`;
const known: PlacedPicture[] = [{ sha256: one, width: 800, height: 600, widths: [480, 800] }];
const place = (markdown: string) =>
  placePictures(renderPart({ markdown, idPrefix: "t-", language: "en", isColoured: true }), known, at);

it("a text names each of its pictures once, in whatever way Markdown writes an address, and no others", () => {
  const text = `![a](picture:${one}) ![b](<picture:${one}> "t") ![c][r] ![d](picture:123) ![e](https://a.example/${two})\n\n[r]: picture:${two}`;
  expect(picturesNamed(text)).toEqual([one, two]);
  expect(picturesNamed(`picture:${"a".repeat(64)} `.repeat(5)).length).toBe(1);
});

it("addresses stand in attributes with their signs written as they must be", () => {
  expect(place(`![a](picture:${one})`)).toBe(
    `<p><img src="/p/1?a=1&#x26;w=" srcset="/p/1?a=1&#x26;w=480 480w, /p/1?a=1&#x26;w=800 800w" sizes="(min-width: 640px) 36.5rem, 92vw" width="800" height="600" alt="a" loading="lazy" decoding="async"></p>`,
  );
});

it.each([
  ["in words", `Write <img src="picture:${one}" alt="x">, escaped: \\<img src="picture:${one}" alt="x">`],
  ["in code", `\`<img src="picture:${one}" alt="x">\`\n\n    <img src="picture:${one}" alt="x">`],
  ["in a description", `![<img src="picture:${one}" alt="x">](https://a.example/a.png '<img src="picture:${one}" alt="x">')`],
  ["in an address", `[a](https://a.example/<img%20src="picture:${one}">)`],
])("nothing that is written %s becomes a picture", (_where, markdown) => {
  expect(place(markdown)).not.toContain("srcset");
});

it("an unknown picture is its description, with nothing in it that is markup", () => {
  expect(place(`![a <b>&amp; "c"](picture:${two})`)).toBe("<p>a &#x3C;b>&#x26; &#x22;c&#x22;</p>");
});
