// biome-ignore lint/correctness/noNodejsModules: the demo texts are read from disk, in Node
import { readdirSync, readFileSync } from "node:fs";
import { getSchema } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { schemaExtensions } from "../rich/schema";
import { splitBlocks } from "./source-blocks";
import { TextDocument, type Texts } from "./text-document";

const schema = getSchema(schemaExtensions);

const seeds = readdirSync("prisma/seed/content", { recursive: true })
  .map(String)
  .filter((path) => path.endsWith("item.md"))
  .map((path) => readFileSync(`prisma/seed/content/${path}`, "utf8").replace(/^---\n[\s\S]*?\n---\n/, ""));

const odd = [
  "",
  "\n",
  "  \n\n",
  "One paragraph",
  "One paragraph\n",
  "\n\nStarts late, ends late\n\n\n",
  "Setext one\n===\n\nSetext two\n------\n\ntext",
  "# A\nno blank line\n## B\n* a\n* b\n\n\n\n+ c\n+ d",
  "Trailing spaces   \nafter a break  \nand a backslash\\\nend   ",
  "A [reference][one], [one], ![pic][two] and [none][].\n\n[one]: https://a.example 'T'\n[two]: <https://b.example/x y.png>",
  "<div class=x>\n\n*inside*\n\n</div>\n\n<!-- a\n\ncomment -->\n\n<script>\nalert(1)\n</script>",
  "Inline <b>html</b> and <kbd>Ctrl</kbd> &amp; &copy; &#35; entities",
  "- tight\n- list\n\n\n1) one\n2) two\n\n3. three\n7. four",
  "* loose\n\n* list\n\n  second paragraph\n\n      code in it\n",
  "- a\n  - b\n    - c\n      1. d\n- e\n\n      indented\n",
  "- [ ] todo\n- [x] done\n  - [ ] nested\n\n- [ ] a\n- b",
  "1. [ ] ordered task\n2. [x] done",
  "| a | b |\n|:--|--:|\n| 1 | 2 |\n| 3 |\n\nA | B\n:-:|---\nx \\| y | `c|d`",
  "Note[^1] and [^other] and [^none].\n\n[^1]: Short.\n[^other]:\n    Long\n\n    of two paragraphs\n\n    - and a list",
  "    indented code\n\n    more of it\n\n\tand a tab",
  '~~~js title="x"\nconst a = `b`;\n~~~\n\n````\n```\nnested\n```\n````',
  "```\nnever closed\n\n# not a heading",
  "> quote\nlazy\n\n> > deep\n> > - list\n>\n> end",
  "***\n\n---\n\n_ _ _\n\n* * *",
  "line one\r\nline two\r\n\r\n# CRLF\r\n\r\n- a\r\n- b\r\n",
  '***bold italic*** **bold *both* bold** *a **b** c* ~~gone~~ ~one~ `` code ` tick `` **`bold code`** [**a** `b`](x "t")',
  "[![badge](https://a.example/b.svg)](https://a.example) text",
  '![alone](https://a.example/p.png "A caption")',
  "https://a.example/x_y_z www.b.example <https://c.example> mail@d.example",
  "\\*not emphasis\\* 1986\\. a\\_b 2 * 3 * 4 snake_case_word # no\n\n1986. A year\n\n+ plus\n\n\\# no heading",
  "Tabs\tinside and\u00a0nbsp \u3000 wide\n\n日本語の文章。**強調**です。",
  "a\n\n\n\n\nb\n \t\nc\n   # indented heading\n   para after",
  "# Heading with `code`, *em* and [link](x) #\n\n##\n\n#not",
  "* * *\n- - a\n- # heading in item\n- ```\n  code\n  ```\n- > quote",
  "Term\n: not a definition list\n\n:::note\nx\n:::\n\n$$\nmath\n$$",
  "---\ntitle: front matter\n---\n\ntext",
  "<a href='javascript:alert(1)'>x</a> [x](javascript:alert(1)) ![x](data:text/html,x)",
  "![](x)![](y)\n\n![a](b) ![c](d)\n\n**![e](f)**",
  "\ufeffwith a mark",
  "a\u0000b",
  "- a\n<!-- -->\n- b\n\n<!-- -->\n\n- c",
  '[a]: b\n[a]\n\n[foo]:\n/url\n"title"\n\nx',
];

function open(texts: Texts): { text: TextDocument; state: EditorState } {
  const text = new TextDocument(texts);
  const doc = schema.nodeFromJSON(text.json);
  doc.check();
  text.remember(doc);
  return { text, state: EditorState.create({ doc, schema }) };
}

const halves = [...seeds.map((seed) => seed.split(/^<!-- paid -->$/m)), ...odd.map((text) => [text, text])];
const texts = halves.map(([preview = "", content = ""]): Texts => ({ preview, content }));

/** Opening is the slow part, and nothing that is opened is ever changed. */
const opened = new Map<Texts, ReturnType<typeof open>>();
function reopen(before: Texts) {
  const known = opened.get(before) ?? open(before);
  opened.set(before, known);
  return known;
}

/** Mixtures that nobody would write, and bits of every construct side by side. */
const line = fc.oneof(
  fc.constantFrom(...odd.flatMap((text) => text.split("\n"))),
  fc.stringMatching(/^[ \t>*+#\-0-9.)`~|[\]()!<^:\\_a-z]{0,12}$/),
);
const anyMarkdown = fc
  .array(line, { maxLength: 14 })
  .chain((lines) => fc.constantFrom("\n", "\n\n", "\r\n").map((end) => lines.join(end)));

/** Places of the text blocks that words can be typed into. */
function placesOf(doc: Node): { index: number; at: number }[] {
  const places: { index: number; at: number }[] = [];
  doc.forEach((block, offset, index) => {
    if (block.type.name === "sourceBlock") return;
    block.descendants((node, at) => {
      if (node.isTextblock) places.push({ index, at: offset + 2 + at });
      return true;
    });
    if (block.isTextblock) places.push({ index, at: offset + 1 });
  });
  return places;
}

describe("a text on the desk", () => {
  it("is, opened and saved, the same to the letter", () => {
    for (const before of texts) {
      const { text, state } = open(before);
      expect(text.write(state.doc)).toEqual(before);
    }
  });

  it("is cut into blocks without losing a character", () => {
    fc.assert(
      fc.property(anyMarkdown, (markdown) => {
        const { blocks, after } = splitBlocks(markdown);
        expect(blocks.map(({ before, source }) => before + source).join("") + after).toBe(markdown);
      }),
      { numRuns: 300 },
    );
  });

  it("is the same to the letter, whatever mixture it is", () => {
    fc.assert(
      fc.property(anyMarkdown, anyMarkdown, (preview, content) => {
        const { text, state } = open({ preview, content });
        expect(text.write(state.doc)).toEqual({ preview, content });
      }),
      { numRuns: 200 },
    );
  });

  it("is the same to the letter after every letter that was typed and taken back", () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), (before, pick) => {
        const { text, state } = reopen(before);
        const places = placesOf(state.doc);
        const place = places[pick % (places.length || 1)];
        if (!place) return;
        const typed = state.apply(state.tr.insertText("x", place.at));
        const back = typed.apply(typed.tr.delete(place.at, place.at + 1));
        expect(text.write(back.doc)).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });
});

/** The text's lines, the changed block's left out. */
const around = (text: string, block: { start: number; source: string } | undefined) =>
  block ? [text.slice(0, block.start), text.slice(block.start + block.source.length)] : [text, ""];

describe("an edit of one block", () => {
  const editable = texts.filter(({ content }) => content.trim() !== "");

  it("changes the source of this block and of no other", () => {
    fc.assert(
      fc.property(fc.constantFrom(...editable), fc.nat(), (before, pick) => {
        const { text, state } = reopen(before);
        const divider = state.doc.children.findIndex((node) => node.type.name === "paidDivider");
        const places = placesOf(state.doc).filter(({ index }) => index > divider);
        const place = places[pick % (places.length || 1)];
        if (!place) return;
        const { preview, content } = text.write(state.apply(state.tr.insertText("wörd", place.at)).doc);
        const [head = "", tail = ""] = around(before.content, splitBlocks(before.content).blocks[place.index - divider - 1]);
        expect(preview).toBe(before.preview);
        expect(content.startsWith(head)).toBe(true);
        expect(content.endsWith(tail)).toBe(true);
        expect(content.slice(head.length, content.length - tail.length)).toContain("wörd");
      }),
      { numRuns: 200 },
    );
  });

  it("reads afterwards as it stood on the screen", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...editable),
        fc.nat(),
        fc.constantFrom("wörd ", "*", "_x_", "1. ", "# ", "`", "|", "[a](b)", "<b>", "~", "\\"),
        (before, pick, typed) => {
          const { text, state } = reopen(before);
          const places = placesOf(state.doc);
          const place = places[pick % (places.length || 1)];
          if (!place) return;
          const changed = state.apply(state.tr.insertText(typed, place.at)).doc;
          const again = open(text.write(changed));
          expect(words(again.state.doc)).toEqual(words(changed));
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** What stands on the screen, block by block. */
const words = (doc: Node) => doc.children.map(wordsOf).filter(Boolean);

/** Paragraph by paragraph and cell by cell: at the ends of either, spaces are not seen and not kept. */
function wordsOf(block: Node): string {
  const lines = block.isTextblock ? [block.textContent] : block.textBetween(0, block.content.size, "\n").split("\n");
  return lines
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter(Boolean)
    .join(" / ");
}

describe("blocks that are taken out or put elsewhere", () => {
  const blockStart = (doc: Node, index: number) => doc.children.slice(0, index).reduce((sum, node) => sum + node.nodeSize, 0);
  /** The text of a note and the target of a link are missed wherever they were used. */
  const isMissed = ({ type, textContent }: Node) =>
    /^(paidDivider|footnoteDefinition)$/.test(type.name) ||
    (type.name === "sourceBlock" && /\]:|^ {0,3}(<|```|~~~)/.test(textContent));
  /** A mark whose note is on the other side of the divider is read as plain text: a paid note is not carried into the open. */
  const withoutMarks = (doc: Node) => words(doc).map((said) => said.replaceAll(/ ?\[\^[^\]\s]+\]/g, ""));

  it("leave the others saying what they said", () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat(), (before, pick, put) => {
        const { state } = reopen(before);
        const index = pick % state.doc.childCount;
        const node = state.doc.child(index);
        if (isMissed(node)) return;
        const tr = state.tr.delete(blockStart(state.doc, index), blockStart(state.doc, index + 1));
        if (put % 2) tr.insert(blockStart(tr.doc, put % tr.doc.childCount), node);
        const changed = state.apply(tr).doc;
        if (changed.children.some((child) => child.type.name === "sourceBlock")) return;
        expect(withoutMarks(open(reopen(before).text.write(changed)).state.doc)).toEqual(withoutMarks(changed));
      }),
      { numRuns: 150 },
    );
  });
});

describe("a mark that is carried away from its note", () => {
  const before: Texts = { preview: "Free.", content: "Said.[^1]\n\n[^1]: The paid note.\n" };

  it("keeps its source, and the note stays behind the divider", () => {
    const { text, state } = open(before);
    const divider = state.doc.child(0).nodeSize;
    const said = state.doc.child(2);
    const tr = state.tr.delete(divider + 1, divider + 1 + said.nodeSize).insert(0, said);
    const { preview, content } = text.write(state.apply(tr).doc);
    expect(preview).toContain("Said.[^1]");
    expect(preview).not.toContain("The paid note.");
    expect(content).toContain("[^1]: The paid note.");
  });
});

describe("the divider", () => {
  const moved = (state: EditorState, to: number) => {
    const from = state.doc.children.findIndex((node) => node.type.name === "paidDivider");
    const at = (index: number) => state.doc.children.slice(0, index).reduce((sum, node) => sum + node.nodeSize, 0);
    const tr = state.tr.delete(at(from), at(from + 1));
    const target = tr.doc.children.slice(0, to).reduce((sum, node) => sum + node.nodeSize, 0);
    return state.apply(tr.insert(target, schema.nodes.paidDivider?.create() as Node));
  };

  it("moved and moved back leaves both parts as they were", () => {
    for (const before of texts) {
      const { text, state } = open(before);
      const from = state.doc.children.findIndex((node) => node.type.name === "paidDivider");
      for (let to = 0; to < Math.min(state.doc.childCount, 12); to++) {
        expect(text.write(moved(moved(state, to), from).doc)).toEqual(before);
      }
    }
  });

  it("takes the source of the blocks it passes along", () => {
    const before = { preview: "Setext\n===\n\n* a\n* b", content: "__c__\n***\nd  \ne\n" };
    const { text, state } = open(before);
    expect(text.write(moved(state, 1).doc)).toEqual({ preview: "Setext\n===", content: "* a\n* b\n\n__c__\n***\nd  \ne\n" });
    expect(text.write(moved(state, 4).doc)).toEqual({ preview: "Setext\n===\n\n* a\n* b\n\n__c__\n***", content: "d  \ne\n" });
  });

  it("brings along the target of a link whose definition stays behind", () => {
    const before = { preview: "Free.", content: "See [the map][m].\n\nMore.\n\n[m]: https://a.example/m" };
    const { text, state } = open(before);
    expect(text.write(moved(state, 2).doc)).toEqual({
      preview: "Free.\n\nSee [the map](https://a.example/m).",
      content: "More.\n\n[m]: https://a.example/m",
    });
  });
});

describe("what is new", () => {
  const write = (before: Texts, index: number, json: object) => {
    const { text, state } = open(before);
    const at = state.doc.children.slice(0, index).reduce((sum, node) => sum + node.nodeSize, 0);
    return text.write(state.apply(state.tr.insert(at, schema.nodeFromJSON(json))).doc);
  };
  const paragraph = (text: string, ...marks: string[]) => ({
    type: "paragraph",
    content: [{ type: "text", text, marks: marks.map((type) => ({ type })) }],
  });

  it("is written in the author's hand", () => {
    const before = { preview: "A\n===\n\n*em* __st__\n\n* a\n* b\n", content: "" };
    expect(write(before, 1, paragraph("New", "italic")).preview).toBe("A\n===\n\n*New*\n\n*em* __st__\n\n* a\n* b\n");
    expect(write(before, 1, { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "B" }] }).preview).toContain(
      "B\n-",
    );
  });

  it("is kept apart from a list beside it", () => {
    const list = { type: "bulletList", content: [{ type: "listItem", content: [paragraph("new")] }] };
    const { preview } = write({ preview: "- a\n- b\n\ntext", content: "" }, 1, list);
    expect(preview).toBe("- a\n- b\n\n* new\n\ntext");
  });

  it("never leaves spaces where Markdown would not have them", () => {
    expect(write({ preview: "", content: "" }, 0, paragraph(" New ", "bold")).preview).toBe("**New**");
  });

  it("as an empty paragraph is room on the screen only", () => {
    expect(write({ preview: "a", content: "b" }, 1, { type: "paragraph" })).toEqual({ preview: "a", content: "b" });
  });
});
