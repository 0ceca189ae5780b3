import { expect, it } from "vitest";
import { sectionsOf } from "@/components/item/contents/sections";
import { renderMarkdown } from "@/lib/markdown/render";

it("the headings of a rendered text are its sections, in order and as they read", async () => {
  const html = await renderMarkdown(
    "# One\n\ntext\n\n## *Salt* & <b>“water”</b> `a < b`\n\n### 潮の満ち引き\n\n#### Deep\n\n## One\n\n## One",
    "paid-",
    "en",
  );
  const sections = sectionsOf(html);
  expect(sections.map(({ title, level }) => [title, level])).toEqual([
    ["One", 2],
    ["Salt & “water” a < b", 2],
    ["潮の満ち引き", 3],
    ["One", 2],
    ["One", 2],
  ]);
  expect(new Set(sections.map(({ id }) => id)).size).toBe(5);
  for (const { id } of sections) expect(html).toContain(`id="${id}"`);
});

it("a text without headings has none, and one of thousands has no more than a hundred", async () => {
  expect(sectionsOf("<p>One</p>")).toEqual([]);
  expect(sectionsOf('<h2 id="a">A</h2>'.repeat(5_000))).toHaveLength(100);
});
