import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "./render";

const hostile = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg><script>alert(1)</script></svg>",
  "<iframe src=https://evil.example></iframe>",
  "<style>body{display:none}</style>",
  '<a href="javascript:alert(1)">x</a>',
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](  javascript:alert(1))",
  "[x](java\tscript:alert(1))",
  "[x](&#106;avascript:alert(1))",
  "[x](data:text/html;base64,PHNjcmlwdD4=)",
  "[x](vbscript:msgbox)",
  "[x](file:///etc/passwd)",
  "<javascript:alert(1)>",
  "![x](javascript:alert(1))",
  "![x](data:image/svg+xml;base64,PHN2Zz4=)",
  '![x](https://a.example/"onload="alert(1))',
  '[x](https://a.example "\\" onclick=alert(1)")',
  "![x](/api/session)",
  "[x]: javascript:alert(1)\n\n[x]",
  "```html\n<script>alert(1)</script>\n```",
  '```js" onmouseover="alert(1)\nx\n```',
  "# a {#id onclick=alert(1)}",
  "[^<script>]\n\n[^<script>]: javascript:alert(1)",
  "<!-- --><script>alert(1)</script><!-- -->",
  "<![CDATA[<script>alert(1)</script>]]>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
];

const allowedTags = new Set(
  "a blockquote br code del div em figcaption figure h2 h3 h4 h5 h6 hr img input li ol p pre section span strong sup table tbody td th thead tr ul".split(
    " ",
  ),
);
const allowedAttributes = new Set(
  `align alt aria-describedby aria-label checked class data-footnote-backref data-footnote-ref data-footnotes decoding disabled href id loading
   referrerpolicy rel role src start tabindex title type`.split(/\s+/),
);

/** Reads our own serializer's output, which quotes every value; anything it does not understand fails the test. */
const openTag = /<(?!\/)([^\s>]+)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*>/g;

function tagsOf(html: string): { name: string; attributes: [string, string][] }[] {
  return [...html.matchAll(openTag)].map(([, name = "", rest = ""]) => ({
    name,
    attributes: [...rest.matchAll(/\s+([^\s=>]+)(?:="([^"]*)")?/g)].map(([, key = "", value = ""]) => [key, value]),
  }));
}

function expectSafe(html: string): void {
  const tags = tagsOf(html);
  // Every "<" opens a tag that was understood, or closes one.
  expect(html.replace(openTag, "").replace(/<\/[a-z0-9]+>/g, "")).not.toContain("<");
  for (const { name, attributes } of tags) {
    expect(allowedTags).toContain(name);
    for (const [key, value] of attributes) {
      expect(allowedAttributes).toContain(key);
      if (key === "href") expect(value).toMatch(/^(https?:|mailto:|#|[^:]*$|[^:]*[/?#])/i);
      if (key === "src") expect(value).toMatch(/^(https:\/\/|picture:[0-9a-f]{64}$)/i);
      if (key === "id") expect(value).toMatch(/^t-/);
    }
  }
}

/** Asks until it is answered at once: what came of the text is then known, whatever it was. */
async function settled(markdown: string): Promise<string> {
  for (;;) {
    const asked = performance.now();
    const html = await renderMarkdown(markdown);
    if (performance.now() - asked < 250) return html;
  }
}

describe("rendered Markdown", () => {
  it.each(hostile)("runs nothing of %j", async (markdown) => {
    expectSafe(await renderMarkdown(markdown));
  });

  it("runs nothing of any mixture of markup", async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...hostile,
        "\n\n",
        "\n",
        "> ",
        "- ",
        "| a |\n|-|\n",
        "```",
        "~~",
        "**",
        "<",
        ">",
        '"',
        "'",
        "](",
        "[",
        "&#x3c;",
        "\\",
      ),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => expectSafe(await renderMarkdown(pieces.join("")))),
      { numRuns: 300 },
    );
  });

  it("marks links of authors as theirs", async () => {
    expect(await renderMarkdown("[x](https://a.example)")).toContain('rel="nofollow noopener ugc"');
  });

  it("keeps the ids of two fragments on one page apart", async () => {
    const markdown = "## Tides\n\nx[^1]\n\n[^1]: y";
    const ids = async (prefix: string) =>
      [...(await renderMarkdown(markdown, prefix)).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const [free, paid] = [await ids("p-"), await ids("c-")];
    expect(free).toContain("p-h-tides");
    expect(free.filter((id) => paid.includes(id))).toEqual([]);
  });

  it("leads footnotes there and back", async () => {
    const html = await renderMarkdown("x[^1]\n\n[^1]: y", "p-");
    for (const [, id] of html.matchAll(/ href="#([^"]+)"/g)) expect(html).toContain(` id="${id}"`);
  });

  it("gives equal headings different ids and leaves the first level to the page", async () => {
    const html = await renderMarkdown("# A\n\n## A\n\n## A");
    expect(html).not.toContain("<h1");
    expect(html).toContain('id="t-h-a-3"');
  });

  it("shows a picture's title as its caption, and only over https", async () => {
    const html = await renderMarkdown('![A ferry](https://a.example/f.png "At **six** <b>")');
    expect(html).toBe(
      '<figure><img src="https://a.example/f.png" alt="A ferry" loading="lazy" decoding="async" referrerpolicy="no-referrer"><figcaption>At **six** &#x3C;b></figcaption></figure>',
    );
    expect(await renderMarkdown('![A ferry](http://a.example/f.png "T")')).toBe("<p>A ferry</p>");
    for (const source of ["picture:1", `picture:${"0".repeat(64)}x`, `PICTURE:${"0".repeat(64)}`])
      expect(await renderMarkdown(`![A ferry](${source} "T")`)).toBe("<p>A ferry</p>");
    expect(await renderMarkdown('Text ![A](https://a.example/f.png "T") text')).not.toContain("<figure");
  });

  it("makes a card of a bare link to a known place, and of nothing else", async () => {
    const card = await renderMarkdown("https://www.youtube.com/watch?v=abc");
    expect(card).toContain('<p class="link-card"><a href="https://www.youtube.com/watch?v=abc" rel="nofollow noopener ugc">');
    expect(card).toContain('<span class="card-kind">Video</span><span class="card-host">youtube.com</span>');
    for (const plain of [
      "https://youtube.com.evil.example/watch",
      "http://youtube.com/watch",
      "[watch](https://youtube.com/watch)",
      "See https://youtube.com/watch",
      "https://constructor/x",
    ]) {
      expect(await renderMarkdown(plain)).not.toContain("link-card");
    }
  });

  it("lets wide tables scroll and colours code", async () => {
    expect(await renderMarkdown("| a |\n|-|\n| b |")).toMatch(/<div class="table-scroll"[^>]*><table>/);
    expect(await renderMarkdown("```js\nconst a = 1;\n```")).toContain("hljs-keyword");
  });

  it.each([
    ["quotes", ">".repeat(50_000)],
    ["lazy quotes", `${">".repeat(300)} a\n${"b\n".repeat(50_000)}`],
    ["alternating emphasis", `${"*_".repeat(50_000)}a`],
    ["tildes", "~a".repeat(50_000)],
    ["open links", "[a](".repeat(50_000)],
    ["footnotes", Array.from({ length: 5000 }, (_, n) => `[^${n}]\n\n[^${n}]: a`).join("\n\n")],
    ["open tags", "<a ".repeat(100_000)],
    ["underlines", "a\n===\n".repeat(30_000)],
    ["lists in lists", Array.from({ length: 800 }, (_, depth) => `${"  ".repeat(depth)}- a`).join("\n")],
    ["empty cells", `${"|a".repeat(2000)}|\n${"|-".repeat(2000)}|\n${"a\n".repeat(2000)}`],
    ["quoted cells", `> ${"a|".repeat(2000)}\n> ${":-:|".repeat(2000)}\n${"> |\n".repeat(2000)}`],
  ])("is not held up by endless %s: they are shown as written", async (_what, markdown) => {
    expect(await renderMarkdown(markdown)).toMatch(/^<pre class="plain"/);
  });

  it.each([
    ["a quote that goes on without its mark", "> a\na\n".repeat(12_000)],
    ["quotes and blank lines", "> a\n\na\n".repeat(3000)],
    ["code whose colouring does not end", `## A\n\n\`\`\`markdown\n${"[a](".repeat(3000)}\n\`\`\``],
    ["references to one long definition", `[a]: https://a.example/${"x".repeat(9000)}\n\n${"[a]\n\n".repeat(9000)}`],
  ])("leaves this process free while it renders %s, and tries it once", async (_what, markdown) => {
    const before = process.cpuUsage();
    const html = await settled(markdown);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(1000);
    expect(html.length).toBeLessThan(4 * 1024 ** 2);
    expect(await renderMarkdown("> *after*")).toContain("<em>after</em>");
  });

  it("leaves code uncoloured rather than a text unrendered", async () => {
    const html = await settled(`## A\n\n\`\`\`markdown\n${"[a](".repeat(3000)}\n\`\`\``);
    expect(html).toContain("<h2");
    expect(html).not.toContain("hljs-");
  });

  it("gives each table that scrolls a name of its own, after the heading above it", async () => {
    const table = "| a |\n|-|\n| b |\n\n";
    const html = await renderMarkdown(`${table}## Prices of *today*\n\n${table}Between.\n\n${table}`);
    const names = [...html.matchAll(/class="table-scroll"[^>]*aria-label="([^"]*)"/g)].map(([, name]) => name);
    expect(names).toEqual(["Table", "Table: Prices of today", "Table: Prices of today (2)"]);
  });

  it("shows a long table as a table", async () => {
    const html = await renderMarkdown(`| a | b | c |\n|---|:-:|--:|\n${"| 1 | 2 | 3 |\n".repeat(3000)}`);
    expect(html.match(/<td/g)).toHaveLength(9000);
  });

  it("renders a book in parts without losing a line", async () => {
    const chapter = (n: number) =>
      `## Chapter ${n}\n\n${"A plain sentence of the book. ".repeat(400)}\n\n\`\`\`\n## not a heading\n\n\`\`\``;
    const html = await renderMarkdown(Array.from({ length: 30 }, (_, n) => chapter(n)).join("\n\n"));
    expect(html.match(/<h2 /g)).toHaveLength(30);
    expect(html.match(/A plain sentence/g)).toHaveLength(12_000);
    expect(new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)).size).toBe(30);
  });
});

it("what it says beside the author's words is in the page's language, once in each", async () => {
  const source = "One[^a].\n\n| a |\n| - |\n\n- [x] done\n\nhttps://youtu.be/abc\n\n[^a]: Note.";
  const [english, japanese] = [await renderMarkdown(source), await renderMarkdown(source, "t-", "ja")];
  for (const word of ["Footnotes", "Back to reference 1", "Table", "Done", "Video"]) expect(english).toContain(`${word}`);
  for (const word of ["脚注", "注 1 の参照箇所へ戻る", "表", "完了", "動画"]) expect(japanese).toContain(`${word}`);
  expect(await renderMarkdown(source)).toBe(english);
});

describe("emphasis beside Japanese, Chinese and Korean marks", () => {
  it.each([
    ["これは**「大事なこと」**です。", "これは<strong>「大事なこと」</strong>です。"],
    ["値段は**百円（税込み）**から始まります。", "値段は<strong>百円（税込み）</strong>から始まります。"],
    ["**まず一枚。**次に二枚。", "<strong>まず一枚。</strong>次に二枚。"],
    ["*「斜体」*も、~~古い値段（百二十円）~~も同じ。", "<em>「斜体」</em>も、<del>古い値段（百二十円）</del>も同じ。"],
    ["続きは**“ここ”**から。", "続きは<strong>“ここ”</strong>から。"],
    ["请看**《书》**吧", "请看<strong>《书》</strong>吧"],
    ["이것은 **'중요'**입니다", "이것은 <strong>'중요'</strong>입니다"],
    ["2 ** 3 ** 4と2**3**4", "2 ** 3 ** 4と2<strong>3</strong>4"],
  ])("is emphasis: %s", async (markdown, html) => {
    expect((await renderMarkdown(markdown)).replaceAll("&#x22;", '"')).toContain(html);
  });
});
