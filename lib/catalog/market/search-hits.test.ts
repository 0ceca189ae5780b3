import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HIT_END, HIT_START, needlesOf, piecesOf, rangesOf, readHeadline } from "./search-hits";
import { parseSearch } from "./search-terms";
import type { TextPiece } from "./types";

/** "How to *read*": hits between stars. */
const shown = (pieces: TextPiece[]) => pieces.map(({ text, isHit }) => (isHit ? `*${text}*` : text)).join("");
const marked = (text: string, search: string) => {
  const parsed = parseSearch(search);
  return parsed ? shown(piecesOf(text, rangesOf(text, needlesOf(parsed)))) : text;
};

describe("what was searched for", () => {
  it.each([
    ["dayl", "Measuring daylight", "Measuring *dayl*ight"],
    ["cafe", "The Café and the café", "The *Café* and the *café*"],
    ["印刷", "活版印刷の一円、印刷所", "活版*印刷*の一円、*印刷*所"],
    ["活版印刷の一円", "活版印刷の一円", "*活版印刷*の*一円*"],
    ["か", "かがみ", "*か*がみ"],
    ["ＡＢＣＤ", "abcd と ＡＢＣＤ", "*abcd* と *ＡＢＣＤ*"],
    ['"一円" -印刷', "印刷の一円", "印刷の*一円*"],
    ["100%", "100% rag", "*100%* rag"],
    ["<b>", "a <b> in a title", "a *<b>* in a title"],
  ])("%s in %s", (search, text, expected) => {
    expect(marked(text, search)).toBe(expected);
  });

  it("is told by the database between signs that no text holds", () => {
    const { text, places } = readHeadline(`How to ${HIT_START}read${HIT_END} a ${HIT_START}tide${HIT_END} table`);
    expect(shown(piecesOf(text, places))).toBe("How to *read* a *tide* table");
  });

  it("leaves the text as it is, whatever it is", () => {
    const place = fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), fc.array(place), (text, word, places) => {
        const pieces = piecesOf(text, [...places.filter(([, below]) => below <= text.length), ...rangesOf(text, [word])]);
        expect(pieces.map((piece) => piece.text).join("")).toBe(text);
        expect(pieces.every((piece) => piece.text.length > 0)).toBe(true);
      }),
    );
  });
});
