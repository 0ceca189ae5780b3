import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slugOf } from "../catalog/items/slug";
import { dividerFor, writeBody } from "./body";
import { decodeText } from "./decode-text";
import { DIVIDER } from "./form";
import { splitFrontMatter, writeFrontMatter } from "./front-matter";
import { readItem } from "./read-item";

const read = (text: string, path = "on-pennies.md", price?: string) => readItem(text, path, { price, hasFiles: false });
const codesOf = (matter: string) =>
  read(page(matter)).problems.map(({ code, params }) => ("issue" in params ? params.issue.code : code));
const page = (matter: string, body = "Free.\n\n<!-- paid -->\n\nPaid.\n") => `---\n${matter}\n---\n${body}`;

describe("front matter", () => {
  it.each([
    ["Ghost", "title: A\ncustom_excerpt: Short\nslug: a\ntags:\n  - Sea\n  - '#tides'\nstatus: published\nprice: 0.10"],
    ["Jekyll", "layout: post\ntitle: A\nexcerpt: Short\ntags: sea, tides\ndate: 2024-05-03 10:00:00 +0200\nprice: $0.10"],
    ["Hugo", "title: A\ndescription: Short\ntags: [sea, tides]\ndraft: false\nprice: '0.10'\nparams:\n  nested: {a: 1}"],
    ["Substack", "title: A\nsubtitle: Short\ntags: [sea, tides]\nprice: 0.10 USDC"],
  ])("is understood as %s writes it", (_name, matter) => {
    const item = read(page(matter), "a.md");
    expect(item).toMatchObject({ title: "A", dek: "Short", slug: "a", tags: ["sea", "tides"], price: "0.10", problems: [] });
    expect(item).toMatchObject({ preview: "Free.", content: "Paid.", intent: "listed" });
  });

  it("keeps prices as they are written, and says what is no price", () => {
    expect(read(page("title: A\nprice: 0.005")).price).toBe("0.005");
    expect(read(page("title: A\nprice: 0,25")).price).toBe("0.25");
    expect(read(page("title: A\nprice: .5")).price).toBe("0.5");
    expect(codesOf("title: A\nprice: 1e3")).toEqual(["wrong_form"]);
    expect(codesOf("title: A\nprice: 0")).toEqual(["out_of_range"]);
    expect(codesOf("title: A")).toEqual(["no_price"]);
    expect(read(page("title: A"), "a.md", "0.30")).toMatchObject({ price: "0.30", problems: [] });
  });

  it("takes drafts for drafts in every spelling", () => {
    for (const line of ["draft: true", "status: draft", "published: false", "draft: yes"])
      expect(read(page(`title: A\nprice: 1\n${line}`)).intent).toBe("draft");
  });

  it.each([
    ["# On C# ", "On C#"],
    ["# On pennies ## ", "On pennies"],
    ["---\n\n# On pennies", "On pennies"],
  ])("finds the title in %j as Markdown reads it", (heading, title) => {
    expect(readItem(`${heading}\n\nFree.`, "a.md", { hasFiles: false }).title).toBe(title);
  });

  it("finds a title in the first heading, and an address in the file's name", () => {
    const item = read("# On tides #\n\nFree.\n\n<!--more-->\n\nPaid.", "_posts/2024-05-03-On_Tides.markdown", "1");
    expect(item).toMatchObject({ title: "On tides", slug: "on-tides", preview: "Free.", content: "Paid.", problems: [] });
    expect(read(page("title: A\nprice: 1"), "posts/low-water/index.md").slug).toBe("low-water");
  });

  it("that is none but a rule on the first line is part of the text", () => {
    const rule = "---\n\n# Interlude\n\nWords for everybody.\n\n<!-- more -->\n\nWords that are paid.\n";
    expect(read(rule, "one-rule.md", "1")).toMatchObject({
      title: "Interlude",
      preview: "---\n\n\nWords for everybody.",
      content: "Words that are paid.",
      problems: [],
    });
    const two = "---\n\n# Second interlude\n\nWords for: everybody.\n\n---\n\nAnd after.\n\n<!-- more -->\n\nPaid.\n";
    const item = read(two, "two-rules.md", "1");
    expect([item.title, item.content, item.problems]).toEqual(["Second interlude", "Paid.", []]);
    expect(item.preview).toContain("Words for: everybody.\n\n---\n\nAnd after.");
    expect(read("---\n\ntitle: Control\n---\nFree.\n\n---\n\nStill free.\n\n<!-- more -->\n\nPaid.", "a.md", "1")).toMatchObject({
      title: "Control",
      preview: "Free.\n\n---\n\nStill free.",
    });
  });

  it("apart from its opening line is told when it is broken, not taken for text", () => {
    for (const matter of ["title: a: b\ndraft: true", 'title: "a\ndraft: true', "draft: true\ntags: [a\n# more\ntitle: a"])
      expect(() => read(`---\n\n${matter}\n---\nFree.`, "a.md", "1")).toThrow("not valid YAML");
    for (const text of ["Note: this is: a text.\n\nIt goes on.\n\nAnd on.", "Words for: everybody: here.", "- a: b: c\n- d"])
      expect(read(`---\n\n${text}\n\n---\n\nAfter.\n\n<!-- more -->\n\nPaid.`, "a.md", "1")).toMatchObject({
        preview: `---\n\n${text}\n\n---\n\nAfter.`,
        problems: [],
      });
  });

  it("is read as it was meant: entities, percent signs, both kinds of tags, dates", () => {
    const matter = `title: 'Caf&eacute; &#8211; Tom &amp; ink'
slug: "%e6%b4%bb%e7%89%88%e3%81%ae%e8%a9%b1"
date: 2019-03-01T08:00:00+09:00
categories:
  - Presses &amp; type
tags:
  - letterpress
excerpt: 'What a press says &hellip;'`;
    const path = "posts/2019-03-01-%e6%b4%bb%e7%89%88.md";
    const item = read(page(matter, "The press is loud.<!--more-->The rest is paid.\n\nSecond paragraph.\n"), path, "1");
    expect(item).toMatchObject({
      title: "Café – Tom & ink",
      dek: "What a press says …",
      tags: ["letterpress", "presses and type"],
      slug: slugOf("活版の話"),
      publishedAt: "2019-02-28T23:00:00.000Z",
      preview: "The press is loud.",
      content: "The rest is paid.\n\nSecond paragraph.",
      problems: [],
    });
    expect(read(page("title: A\ndate: 2024-05-03 10:00:00 +0200"), "a.md", "1").publishedAt).toBe("2024-05-03T08:00:00.000Z");
    expect(read(page("title: A\ndate: 2999-01-01"), "a.md", "1").publishedAt).toBeUndefined();
  });

  it("runs nothing and follows no alias", () => {
    const tagged = read(page("title: !!js/function 'return 1'\nprice: 1"));
    expect(tagged.title).toBe("return 1");
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${"*a,".repeat(9)}]\nc: [${"*b,".repeat(9)}]`;
    expect(() => read(page(bomb))).toThrow("not valid YAML");
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
    expect(read(page("title: A\nprice: 1\n__proto__: {polluted: yes}")).problems).toEqual([]);
  });

  it.each([
    ["never closed", "---\ntitle: A\n\nText", "never closed"],
    ["longer than 64 KB", `---\ntitle: ${"a".repeat(70_000)}\n---\n`, "longer than 64 KB"],
    ["TOML", '+++\ntitle = "A"\n+++\n', "TOML"],
    ["no mapping", "---\n- a\n- b\n---\n", 'lines like "title'],
    ["broken", '---\ntitle: "A\n---\n', "not valid YAML"],
    ["nested to death", `---\na: ${"[".repeat(20_000)}\n---\n`, "not valid YAML"],
  ])("that is %s is told in a sentence", (_name, text, sentence) => {
    expect(() => splitFrontMatter(text)).toThrow(sentence);
  });
});

describe("a note out of Obsidian", () => {
  const vault = (text: string, path: string) => readItem(text, path, { price: "1", hasFiles: false, isVault: true });

  it("has its file's name as title, and nested and odd tags as tags are here", () => {
    const matter = "aliases: [Pennies]\ntags:\n  - economics/pricing\n  - to_read\n  - 2026\n  - '🙂'\ncssclasses: wide";
    const body =
      "Small sums add up, as [[The second ledger]] shows.\n\n![[till.png]]\n\n%%more%%\n\n<!-- more -->\n\nHere is how.\n";
    const item = vault(page(matter, body), "Why pennies matter.md");
    expect(item).toMatchObject({
      title: "Why pennies matter",
      tags: ["economics", "pricing", "to read", "2026"],
      content: "Here is how.",
      problems: [],
    });
    expect(item.preview.trim()).toBe("Small sums add up, as The second ledger shows.\n\n![](<till.png>)");
    expect(item.notes.map(({ code }) => code)).toEqual(["title_from_name", "note_links", "tags_left_out"]);
    expect(vault("A note.\n\n## Its first part\n\nText.\n\n<!-- more -->\n\nMore.", "The second ledger.md").title).toBe(
      "The second ledger",
    );
  });

  it("keeps labels of links, and what is code", () => {
    const item = vault(
      "[[a/b#c|this]] and [[#d]], `[[x]]`, [[1]](https://a.example).\n\n```\n[[y]] %%z%%\n```\n\n<!-- paid -->\n\nPaid.",
      "a.md",
    );
    expect(item.preview).toBe("this and d, `[[x]]`, [[1]](https://a.example).\n\n```\n[[y]] %%z%%\n```");
  });
});

describe("what is defined on the other side of the paid line", () => {
  it("is carried down to where a link uses it, and never up", () => {
    const definitions =
      '[office]: https://example.org/office\n[elsewhere]: https://example.org/elsewhere\n[gauge]: https://example.org/gauge.jpg "The gauge"';
    const item = read(
      page(
        "title: Tides\nprice: 0.20",
        `Of [the office][office], told [elsewhere][].\n\n![The gauge][gauge]\n\n<!-- paid -->\n\nWrong by [a foot][office].\n\n${definitions}\n`,
      ),
    );
    expect(item.preview).toBe("Of [the office][office], told [elsewhere][].\n\n![The gauge][gauge]");
    expect(item.content).toBe(`Wrong by [a foot][office].\n\n${definitions}`);
    expect(item.notes).toEqual([{ code: "targets_across_line", params: { count: 3 } }]);
    const other = read(
      page("title: Tides\nprice: 0.20", "See [x].\n\n[x]: https://a.example\n\n<!-- paid -->\n\nSee [x] again."),
    );
    expect(other.content).toBe("See [x] again.\n\n[x]: https://a.example");
  });

  it("is told where it is a note: what is sold is not carried into the open", () => {
    const item = read(page("title: A\nprice: 1", "Said.[^1]\n\n<!-- paid -->\n\nMore.\n\n[^1]: The paid note."));
    expect(item.preview).toBe("Said.[^1]");
    expect(item.notes).toEqual([{ code: "notes_across_line", params: { count: 1 } }]);
  });
});

describe("the divider", () => {
  it.each(["<!--paywall-->", "<!-- paywall -->", "<!--members-only-->", "<!--more-->", "<!-- PAID -->"])("is %s", (divider) => {
    const item = read(page("title: A\nprice: 1", `Free.\n\n${divider}\n\n## Paid`));
    expect(item).toMatchObject({ preview: "Free.", content: "## Paid", notes: [] });
  });

  it("is not one inside a code block, and an excerpt mark gives way to a stronger one", () => {
    const fenced = "```html\n<!--paywall-->\n```";
    const item = read(page("title: A\nprice: 1", `Short.\n\n<!--more-->\n\n${fenced}\n\n<!--members-only-->\n\nPaid.`));
    expect(item.content).toBe("Paid.");
    expect(item.preview).toContain(fenced);
  });

  it("inside a line divides the line, and is none in code", () => {
    expect(read(page("title: A\nprice: 1", "See `<!--more-->` here.<!-- more -->Paid."))).toMatchObject({
      preview: "See `<!--more-->` here.",
      content: "Paid.",
    });
  });

  it.each([
    ["behind a fence that a line of words does not close", "```\n```js\n<!--paid-->\n```"],
    ["in a code span over two lines", "Write `a\n<!--paid-->` there."],
  ])("is none %s", (_where, code) => {
    const item = read(page("title: A\nprice: 1", `${code}\n\n<!--paid-->\n\nPaid.`));
    expect(item).toMatchObject({ preview: code, content: "Paid." });
  });

  it.each([
    ["below a line that begins with code between three backticks", "```x``` is code."],
    ["right below a stray backtick, with another in the paid part", "A ` here."],
  ])("is one %s", (_where, free) => {
    const item = read(page("title: A\nprice: 1", `${free}\n<!-- paid -->\nPaid \`.`));
    expect(item).toMatchObject({ preview: free, content: "Paid `." });
  });

  it("that is missing makes all of it paid, and says so", () => {
    const item = read(page("title: A\nprice: 1", "All of it.\n"));
    expect(item).toMatchObject({ preview: "", content: "All of it.", problems: [] });
    expect(item.notes).toEqual([{ code: "all_paid", params: {} }]);
  });

  it("written by an export gives every text back to the byte", () => {
    const texts = fc.array(fc.constantFrom("a", "\n", " ", "---", DIVIDER, "<!-- paid 2 -->", "```", "é", "\t"), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(texts, texts, fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }), (free, paid, word) => {
        const [preview, content] = [free.join(""), paid.join("")];
        const title = `A ${word.replace(/[^\p{L}\p{N}\p{P} ]/gu, "")}`.trim();
        const divider = dividerFor(preview);
        const matter = { id: "item_1", title, price: "0.25", divider: divider === DIVIDER ? undefined : divider };
        const item = read(writeFrontMatter(matter) + writeBody({ preview, content }, divider));
        expect([item.preview, item.content]).toEqual([preview, content]);
      }),
    );
  });
});

describe("the bytes of a text", () => {
  const utf16 = (text: string, mark: number[]) =>
    new Uint8Array([...mark, ...[...text].flatMap((c) => (mark[0] === 0xff ? [c.charCodeAt(0), 0] : [0, c.charCodeAt(0)]))]);

  it("may be UTF-8 with a mark, UTF-16, and have any line ends", () => {
    expect(decodeText(new TextEncoder().encode("\ufeffa\r\nb\rc"))).toBe("a\nb\nc");
    expect(decodeText(utf16("a\r\nb", [0xff, 0xfe]))).toBe("a\nb");
    expect(decodeText(utf16("a\nb", [0xfe, 0xff]))).toBe("a\nb");
  });

  it("are refused when they are no text", () => {
    expect(() => decodeText(new Uint8Array([0xe9, 0x20, 0xff]))).toThrow("UTF-8");
    expect(() => decodeText(new Uint8Array([0x61, 0, 0x62]))).toThrow("NUL");
  });
});
