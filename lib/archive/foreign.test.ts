// Other programs' exports, in small: each becomes pieces with their titles, dates, tags and paid parts.
import { describe, expect, it } from "vitest";
import type { SourceFile } from "../api-client/source-file";
import { planImport } from "./plan";

function file(path: string, content: string): SourceFile {
  const bytes = new TextEncoder().encode(content);
  return { path, bytes: bytes.byteLength, stream: () => new Blob([bytes]).stream() };
}

async function planOf(...files: SourceFile[]) {
  const plan = await planImport({ files, refused: [] }, { price: "0.25" });
  const items = await Promise.all(
    plan.items.map(async ({ item, problems, readStates }) => {
      const [state] = await readStates();
      return { ...item, preview: state?.preview, content: state?.content, problems };
    }),
  );
  return { ...plan, items };
}

const ghostPost = {
  id: "1",
  title: "Tom & ink",
  slug: "tom-ink",
  status: "published",
  type: "post",
  published_at: "2020-01-02T03:04:05.000Z",
};
const ghost = (...posts: object[]) =>
  JSON.stringify({
    db: [
      {
        meta: { version: "5.0.0" },
        data: {
          posts,
          tags: [
            { id: "t", name: "Presses" },
            { id: "h", name: "#hidden" },
          ],
          posts_tags: [
            { post_id: "1", tag_id: "t" },
            { post_id: "1", tag_id: "h" },
          ],
        },
      },
    ],
  });

describe("Ghost's JSON", () => {
  const expected = {
    title: "Tom & ink",
    slug: "tom-ink",
    tags: ["presses"],
    publishedAt: "2020-01-02T03:04:05.000Z",
    problems: [],
  };

  it("is read from its HTML, and pages are told", async () => {
    const html =
      '<p>これは<strong>「大事」</strong>です。</p><figure><img src="https://a.example/p.jpg" alt="A press"><figcaption>In 1890</figcaption></figure><!--members-only--><h2>Paid</h2><ul><li>a</li><li>b</li></ul><script>alert(1)</script>';
    const plan = await planOf(
      file("ghost.json", ghost({ ...ghostPost, html }, { ...ghostPost, id: "2", type: "page", slug: "about" })),
    );
    expect(plan.items).toMatchObject([expected]);
    expect(plan.items[0]?.preview).toBe('これは**「大事」**です。\n\n![A press](https://a.example/p.jpg "In 1890")');
    expect(plan.items[0]?.content).toBe("## Paid\n\n- a\n- b");
    expect(plan.refused).toEqual([{ path: "ghost.json", reason: { code: "other_kinds", params: { count: 1 } } }]);
  });

  it("is read from Lexical and from Mobiledoc where it has no HTML", async () => {
    const text = (words: string, format = 0) => ({ type: "extended-text", text: words, format });
    const lexical = JSON.stringify({
      root: {
        type: "root",
        children: [
          { type: "paragraph", children: [text("Free "), text("words", 1)] },
          { type: "paywall" },
          { type: "markdown", markdown: "Paid *words*." },
        ],
      },
    });
    const mobiledoc = JSON.stringify({
      version: "0.3.1",
      atoms: [],
      markups: [["strong"]],
      cards: [
        ["paywall", {}],
        ["markdown", { markdown: "Paid *words*." }],
      ],
      sections: [
        [
          1,
          "p",
          [
            [0, [], 0, "Free "],
            [0, [0], 1, "words"],
          ],
        ],
        [10, 0],
        [10, 1],
      ],
    });
    for (const document of [{ lexical }, { mobiledoc }]) {
      const { items } = await planOf(file("ghost.json", ghost({ ...ghostPost, html: null, ...document })));
      expect(items).toMatchObject([{ ...expected, preview: "Free **words**", content: "Paid _words_." }]);
    }
  });
});

it("Substack's ZIP is read with its table, drafts as drafts, without invitations", async () => {
  const csv =
    'post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url\n123.the-till,2021-05-06T07:08:09.000Z,true,,,newsletter,only_paid,"Two shops, one till",On drawers,\n124.later,,false,,,newsletter,everyone,Later,,\n';
  const html =
    '<p>Free.</p><div class="subscription-widget-wrap"><p>Subscribe!</p></div><div class="paywall-jump" data-component-name="PaywallToDOM"></div><p>Paid.</p>';
  const plan = await planOf(
    file("posts.csv", csv),
    file("posts/123.the-till.html", html),
    file("posts/124.later.html", "<p>Soon.</p>"),
  );
  expect(plan.items).toMatchObject([
    {
      title: "Two shops, one till",
      dek: "On drawers",
      slug: "the-till",
      intent: "listed",
      publishedAt: "2021-05-06T07:08:09.000Z",
      preview: "Free.",
      content: "Paid.",
    },
    { title: "Later", slug: "later", intent: "draft", content: "Soon." },
  ]);
  expect(plan.unused).toEqual([]);
});

describe("WordPress's XML", () => {
  const item = (more: string, content: string) =>
    `<item><title>Caf&amp;eacute; &#8211; Tom</title><content:encoded><![CDATA[${content}]]></content:encoded><excerpt:encoded><![CDATA[Short]]></excerpt:encoded><wp:post_id>7</wp:post_id><wp:post_date_gmt>2019-03-01 08:00:00</wp:post_date_gmt>${more}<category domain="post_tag" nicename="x"><![CDATA[letterpress]]></category><category domain="category" nicename="y"><![CDATA[Uncategorized]]></category></item>`;
  const wxr = (...items: string[]) =>
    `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY lol "${"ha".repeat(10)}">]><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Shop</title>${items.join("")}</channel></rss>`;
  const post = "<wp:post_type>post</wp:post_type><wp:post_name>%e6%b4%bb-tom</wp:post_name>";

  it("is read: paragraphs of the classic editor, blocks of the new one, and what is no post is told", async () => {
    const plan = await planOf(
      file(
        "shop.xml",
        wxr(
          item(`${post}<wp:status>publish</wp:status>`, "The press is loud.<!--more-->The rest\nis paid.\n\nSecond paragraph."),
          item(
            "<wp:post_type>post</wp:post_type><wp:post_name>b</wp:post_name><wp:status>draft</wp:status>",
            "<!-- wp:paragraph --><p>Free.</p><!-- /wp:paragraph --><!-- wp:more --><!--more--><!-- /wp:more --><p>Paid &lol;.</p>",
          ),
          item("<wp:post_type>attachment</wp:post_type>", ""),
        ),
      ),
    );
    expect(plan.items).toMatchObject([
      {
        title: "Café – Tom",
        dek: "Short",
        tags: ["letterpress"],
        publishedAt: "2019-03-01T08:00:00.000Z",
        intent: "listed",
        preview: "The press is loud.",
        problems: [],
      },
      { slug: "b", intent: "draft", preview: "Free.", problems: [] },
    ]);
    expect(plan.items[0]?.content).toBe("The rest\\\nis paid.\n\nSecond paragraph.");
    expect(plan.items[1]?.content).not.toContain("haha");
    expect(plan.refused).toMatchObject([{ reason: { code: "other_kinds", params: { count: 1 } } }]);
  });
});

it("Medium's ZIP is read: its pages without the title said twice", async () => {
  const page = `<!DOCTYPE html><html><head><title>T</title></head><body><article class="h-entry"><header><h1 class="p-name">On tides</h1></header><section data-field="subtitle" class="p-summary">Short</section><section data-field="body" class="e-content"><section class="section"><div class="section-divider"><hr class="section-divider"></div><h3 class="graf graf--h3 graf--title">On tides</h3><p class="graf">Words &amp; <em>more</em>.</p></section></section><footer><p>By <a class="p-author h-card">N</a> on <a href="https://medium.com/p/0123456789ab"><time class="dt-published" datetime="2018-02-03T04:05:06.000Z">Feb</time></a>.</p><p><a href="https://medium.com/@n/on-tides-0123456789ab" class="p-canonical">Canonical link</a></p></footer></article></body></html>`;
  const { items } = await planOf(
    file("posts/2018-02-03_On-tides-0123456789ab.html", page),
    file("posts/draft_Later-0123456789ac.html", page.replaceAll("on-tides-0123456789ab", "later-0123456789ac")),
  );
  expect(items).toMatchObject([
    {
      title: "On tides",
      dek: "Short",
      slug: "on-tides",
      publishedAt: "2018-02-03T04:05:06.000Z",
      content: "Words & _more_.",
      intent: "listed",
    },
    { slug: "later", intent: "draft" },
  ]);
});

it("what is none of these, or nested beyond measure, is left out and told", async () => {
  const html = `${"<div>".repeat(50_000)}x`;
  const plan = await planOf(
    file("a.md", "# A\n\nFree.\n\n<!-- paid -->\n\nPaid."),
    file("settings.json", "{}"),
    file("broken.json", "{"),
    file("feed.xml", "<rss><channel/></rss>"),
    file("posts.csv", "post_id,title\n1.deep,Deep\n"),
    file("posts/1.deep.html", html),
  );
  expect(plan.items.map(({ title }) => title)).toContain("A");
  expect(plan.unused).toEqual(["settings.json", "broken.json", "feed.xml"]);
});
