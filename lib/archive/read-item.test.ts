import fc from "fast-check";
import { describe, expect, it } from "vitest";
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

  it("finds a title in the first heading, and an address in the file's name", () => {
    const item = read("# On tides #\n\nFree.\n\n<!--more-->\n\nPaid.", "_posts/2024-05-03-On_Tides.markdown", "1");
    expect(item).toMatchObject({ title: "On tides", slug: "on-tides", preview: "Free.", content: "Paid.", problems: [] });
    expect(read(page("title: A\nprice: 1"), "posts/low-water/index.md").slug).toBe("low-water");
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
