import { expect, it } from "vitest";
import { languageOf, languageOfHtml } from "@/components/format/language";
import { renderMarkdown } from "@/lib/markdown/render";

it("a text with kana is Japanese, of others nothing is known", () => {
  expect([languageOf("海のこと"), languageOf("The sea"), languageOf("海")]).toEqual(["ja", "", ""]);
});

it("labels in the reader's language make no author's text Japanese", async () => {
  const note = (word: string) => renderMarkdown(`${word}[^a].\n\n[^a]: ${word}.`, "t-", "ja");
  expect(await note("Word")).toContain("参照箇所へ戻る");
  expect([languageOfHtml(await note("Word")), languageOfHtml(await note("ことば"))]).toEqual(["", "ja"]);
});
