// Splits a text into matching and other pieces, for a page to highlight. The database finds word forms (ts_headline); substrings and
// Japanese words, which it tokenises differently, are found here.

import { kanaAndKanji, type MarketSearch } from "./search-terms";
import type { TextPiece } from "./types";

/** Markers for `ts_headline`: characters that stored text never contains. */
export const HIT_START = "\u0001";
export const HIT_END = "\u0002";
const sign = new RegExp(`[${HIT_START}${HIT_END}]`);

const isJapanese = (word: string) => word.search(kanaAndKanji) >= 0;

/** Strings to find as substrings: parts of names and Japanese words; for an exact search its required Japanese. */
export function needlesOf({ terms, exact, text }: MarketSearch): string[] {
  if (exact !== null) return [...text.replace(/(^| )-\S+/g, " ").matchAll(kanaAndKanji)].map(([letters]) => letters);
  return terms.filter(({ word, isPart }) => isPart || isJapanese(word)).map(({ word }) => word);
}

/** As `as_hiragana()` in the database has it: the two stand in the same order. */
const asHiragana = (letter: string) => String.fromCharCode(letter.charCodeAt(0) - 0x60);

/** Folds width, case, Latin accents and kana, as the search does. `at`: the original position of each folded character. */
function folded(text: string): { letters: string; at: number[] } {
  let letters = "";
  const at: number[] = [];
  let index = 0;
  for (const character of text) {
    const plain = character.normalize("NFKC").toLowerCase();
    const bare = /\p{Script=Latin}/u.test(plain)
      ? plain.normalize("NFKD").replace(/\p{M}/gu, "")
      : plain.replace(/[ァ-ヶヽヾ]/g, asHiragana);
    letters += bare;
    for (let unit = 0; unit < bare.length; unit++) at.push(index);
    index += character.length;
  }
  at.push(index);
  return { letters, at };
}

/** The ranges of each needle in a text: inclusive start, exclusive end. */
export function rangesOf(text: string, words: string[]): [from: number, below: number][] {
  const { letters, at } = folded(text);
  return words.flatMap((word) => {
    const { letters: wanted } = folded(word);
    const places: [number, number][] = [];
    if (!wanted) return places;
    for (let found = letters.indexOf(wanted); found >= 0; found = letters.indexOf(wanted, found + wanted.length)) {
      places.push([at[found] ?? 0, at[found + wanted.length] ?? text.length]);
    }
    return places;
  });
}

/** Parses a `ts_headline` result into the text and its match ranges. */
export function readHeadline(headline: string): { text: string; places: [number, number][] } {
  const places: [number, number][] = [];
  let text = "";
  for (const [index, part] of headline.split(sign).entries()) {
    if (index % 2 === 1) places.push([text.length, text.length + part.length]);
    text += part;
  }
  return { text, places };
}

/** The whole text in pieces; adjacent pieces of the same kind are merged. */
export function piecesOf(text: string, places: [from: number, below: number][]): TextPiece[] {
  const isHit = new Array<boolean>(text.length).fill(false);
  for (const [from, below] of places) isHit.fill(true, from, below);
  const pieces: TextPiece[] = [];
  let from = 0;
  for (let at = 1; at <= text.length; at++) {
    if (at < text.length && isHit[at] === isHit[from]) continue;
    pieces.push({ text: text.slice(from, at), isHit: isHit[from] ?? false });
    from = at;
  }
  return pieces;
}

export const hasHit = (pieces: TextPiece[]) => pieces.some(({ isHit }) => isHit);
