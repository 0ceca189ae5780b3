import { describe, expect, it } from "vitest";
import { continueNotes, countNotes, splitNotes } from "@/components/item/notes";
import { renderMarkdown } from "@/lib/markdown/render";

const noted = "One[^a], two[^b], one again[^a].\n\n[^a]: First.\n[^b]: Second.";

describe("the notes of a piece in two parts", () => {
  it("come off the free part whole", async () => {
    const html = await renderMarkdown(noted, "free-");
    const { text, notes } = splitNotes(html);
    expect(text + notes).toBe(html);
    expect(text).not.toContain("First.");
    expect(notes).toMatch(/^<section .*<\/section>$/s);
    expect(countNotes(notes)).toBe(2);
  });

  it("are none where there are none", async () => {
    const html = await renderMarkdown('Words about `<section data-footnotes class="footnotes">`.', "free-");
    expect(splitNotes(html)).toEqual({ text: html, notes: "" });
    expect(countNotes("")).toBe(0);
  });

  it("go on counting in the paid part, and lead where they led", async () => {
    const html = await renderMarkdown(noted, "paid-");
    const later = continueNotes(html, 2);
    expect([...later.matchAll(/data-footnote-ref[^>]*>(\d+)</g)].map(([, number]) => number)).toEqual(["3", "4", "3"]);
    expect(later).toContain('<ol start="3">');
    expect(later).toContain('aria-label="Back to reference 3-2"');
    const inJapanese = continueNotes(await renderMarkdown(noted, "paid-", "ja"), 2);
    expect(inJapanese).toContain('aria-label="注 3-2 の参照箇所へ戻る"');
    expect(inJapanese).toMatch(/<h2 [^>]*>脚注<\/h2>/);
    const addresses = (text: string) => text.match(/(href|id)="[^"]*"/g);
    expect(addresses(later)).toEqual(addresses(html));
    expect(continueNotes(html, 0)).toBe(html);
  });
});
