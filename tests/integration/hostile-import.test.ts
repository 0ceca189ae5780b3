// What an import does with a text takes time in proportion to its length, whatever stands in it.
import { expect, it } from "vitest";
import { findParts, withoutEdges } from "../../lib/archive/body";
import { readWordPress } from "../../lib/archive/foreign-wordpress";
import { readItem } from "../../lib/archive/read-item";
import { computing, findGrowth, type Pattern } from "../support/growth";

const post = (fields: string) =>
  `<rss><channel><item><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>${fields}</item></channel></rss>`;
const inCdata = (name: string, text: string) => post(`<${name}><![CDATA[${text}]]></${name}>`);

const read = (text: string) => readItem(text, "a.md", { hasFiles: false });
const readPost = (xml: string) => readWordPress(xml).pieces.map((piece) => piece());

/** `text`: of so many repetitions. */
const works: [what: string, work: (text: string) => unknown, text: (times: number) => string][] = [
  ["a heading with spaces in it", read, (times) => `# a${" ".repeat(times)}b`],
  ["a heading with signs in it", read, (times) => `# a${" #".repeat(times)}b`],
  ["a field with spaces in it", read, (times) => `---\ntitle: "a${" ".repeat(times)}b"\n---\n`],
  ["backticks", findParts, (times) => `${"`".repeat(times)}a`],
  [
    "runs of backticks, each longer",
    findParts,
    (times) => Array.from({ length: Math.sqrt(times) }, (_, index) => "`".repeat(index)).join(" "),
  ],
  ["spaces within a text", withoutEdges, (times) => `a${" ".repeat(times)}b`],
  ["brackets in a post's title", readPost, (times) => inCdata("title", "<".repeat(times))],
  ["brackets in a post's excerpt", readPost, (times) => inCdata("excerpt:encoded", "<".repeat(times))],
  ["captions in a post", readPost, (times) => inCdata("content:encoded", "[caption".repeat(times))],
];

it.each(works)("%s: the double takes no more than twice the time", async (name, work, text) => {
  const pattern: Pattern = { name, text };
  expect(await findGrowth(pattern, { work, clock: computing }, 60_000)).toBeNull();
});
