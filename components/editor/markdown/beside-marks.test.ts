// Emphasis beside marks of any script: what is bold on the desk is bold for readers, and written without character references.
import { getSchema, type JSONContent } from "@tiptap/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { schemaExtensions } from "../rich/schema";
import { TextDocument } from "./text-document";

const schema = getSchema(schemaExtensions);

type Run = [words: string, ...marks: string[]];
const paragraph = (runs: Run[]): JSONContent => ({
  type: "paragraph",
  content: runs.map(([text, ...marks]) => ({ type: "text", text, marks: marks.map((type) => ({ type })) })),
});

function write(runs: Run[], preview = ""): string {
  const text = new TextDocument({ preview, content: "" });
  const doc = schema.nodeFromJSON({ type: "doc", content: [paragraph(runs), { type: "paidDivider" }, { type: "paragraph" }] });
  return text.write(doc).preview;
}

const reopened = (preview: string) => schema.nodeFromJSON(new TextDocument({ preview, content: "" }).json).child(0);

const isLetter = /[\p{L}\p{N}]/u;

/** Each character with its marks; spaces and punctuation without, which cannot bear them everywhere. */
function marksOf(preview: string): string[] {
  const letters: string[] = [];
  reopened(preview).descendants((node) => {
    if (!node.isText) return;
    const marks = node.marks.map(({ type }) => type.name).sort();
    for (const letter of node.text ?? "") if (isLetter.test(letter)) letters.push(`${letter} ${marks.join()}`);
  });
  return letters;
}

describe("emphasis that is set on the desk", () => {
  it.each<[Run[], string]>([
    [[["これは"], ["「大事なこと」", "bold"], ["です。"]], "これは**「大事なこと」**です。"],
    [[["値段は"], ["百円（税込み）", "bold"], ["から"]], "値段は**百円（税込み）**から"],
    [[["まず一枚。", "bold"], ["次に二枚。"]], "**まず一枚。**次に二枚。"],
    [[["続きは"], ["“ここ”", "bold"], ["から"]], "続きは**“ここ”**から"],
    [[["今は"], ["古い値段（百二十円）", "strike"], ["も"]], "今は~~古い値段（百二十円）~~も"],
    [[["これは"], ["「斜体」", "italic"], ["です"]], "これは*「斜体」*です"],
    [[["un"], ["frigging", "italic"], ["believable"]], "un*frigging*believable"],
    [[["so"], ["(much)", "bold"], ["more"]], "so(**much**)more"],
    [[["字下げ"], ["　太字　", "bold"], ["です"]], "字下げ　**太字**　です"],
    [[["a"], ["code", "bold", "code"], ["b"]], "a`code`b"],
    [[['"so"', "bold"], ["word", "italic"], ["大事"], ["🙂", "bold"]], '__"so"__*word*大事**🙂**'],
  ])("of %j is written as %s", (runs, markdown) => {
    expect(write(runs)).toBe(markdown);
  });

  const spaced = ["word", "é", "x1", '"so"', "(b)", "—", "!"];
  const unspaced = ["大事", "「引用」", "。", "、", "。」", "한국", "“あ”", " ", "\u3000", "\u00a0", "🙂"];
  const runsOf = (words: string[], marksMax: number) => {
    const marks = fc.subarray(["bold", "italic", "strike"], { maxLength: marksMax });
    const run = fc.tuple(fc.constantFrom(...words), marks).map(([words, marks]): Run => [words, ...marks]);
    return fc.array(run, { minLength: 1, maxLength: 6 });
  };

  it.each([
    ["one kind in any script", [...spaced, ...unspaced], 1],
    ["two kinds in Japanese", unspaced, 2],
  ] as const)("is what readers see, and has no character reference: %s", (_what, words, marksMax) => {
    fc.assert(
      fc.property(runsOf([...words], marksMax), (runs) => {
        const written = write(runs);
        expect(written).not.toMatch(/&#?\w+;/);
        const wanted = runs.flatMap(([text, ...marks]) =>
          [...text].filter((letter) => isLetter.test(letter)).map((letter) => `${letter} ${marks.sort().join()}`),
        );
        if (wanted.length) expect(marksOf(written)).toEqual(wanted);
      }),
      { numRuns: 500 },
    );
  });

  it("stays when another word of its paragraph is changed", () => {
    const before = "これは**「大事なこと」**です。";
    const text = new TextDocument({ preview: before, content: "" });
    const doc = schema.nodeFromJSON(text.json);
    text.remember(doc);
    const changed = JSON.parse(JSON.stringify(doc.toJSON()).replace("です。", "でした。"));
    expect(text.write(schema.nodeFromJSON(changed)).preview).toBe("これは**「大事なこと」**でした。");
  });
});
