// What this process itself does with a text of strangers takes time in proportion to its length, whatever stands in it. HOSTILE_TEXTS
// says how many patterns nobody thought of are tried besides the known ones (npm run test:faults).
import { afterAll, expect, it } from "vitest";
import { line, markdownText, paragraph } from "../../lib/catalog/text";
import { isTooCostly } from "../../lib/markdown/cost";
import { outline } from "../../lib/markdown/outline";
import { renderMarkdown } from "../../lib/markdown/render";
import { splitMarkdown } from "../../lib/markdown/split";
import { countWords, prose } from "../../lib/markdown/words";
import { noteFigures } from "../support/figures";
import { computing, findGrowth, knownPatterns, randomPatterns } from "../support/growth";

const count = Number(process.env.HOSTILE_TEXTS ?? 20);
const seed = Number(process.env.HOSTILE_SEED ?? 1);
const patterns = [...knownPatterns, ...randomPatterns(count, seed)];
const MEGABYTE = 1024 ** 2;

const works: [string, (text: string) => unknown][] = [
  ["outlined", outline],
  ["counted", countWords],
  ["read as prose", prose],
  ["weighed", isTooCostly],
  ["split", splitMarkdown],
  ["checked as Markdown", (text) => markdownText(2 * MEGABYTE).safeParse(text)],
  ["checked as a line", (text) => line(150).safeParse(text)],
  ["checked as a paragraph", (text) => paragraph(600).safeParse(text)],
];

let found = 0;
afterAll(() => noteFigures("T1", { texts: patterns.length * works.length, found }));

it.each(works)(
  "a text is %s in time that grows as it does",
  async (_what, work) => {
    const growths: string[] = [];
    for (const pattern of patterns) {
      const growth = await findGrowth(pattern, { work, clock: computing }, MEGABYTE / 4);
      if (growth) growths.push(growth);
    }
    found += growths.length;
    expect(growths).toEqual([]);
  },
  3_600_000,
);

it("a text is shown within ten seconds, whatever stands in it, and others after it", async () => {
  const shown = [...randomPatterns(Math.ceil(count / 20), seed + 1)];
  for (const { name, text } of shown) {
    const started = performance.now();
    const html = await renderMarkdown(text(200_000));
    expect({ name, seconds: (performance.now() - started) / 1000 }).toEqual({ name, seconds: expect.toSatisfy((s) => s < 12) });
    expect(html.length).toBeLessThan(4 * MEGABYTE);
  }
  expect(await renderMarkdown("> *after*")).toContain("<em>after</em>");
}, 3_600_000);
