// Where a text has the words that were searched for: in pieces, for a page to mark. What counts as a form of a word is the database's
// to say (ts_headline); parts of words and Japanese, which it cuts otherwise, are found here by their letters.

import type { TextPiece } from "../types";
import { kanaAndKanji, type MarketSearch } from "./search-terms";

/** What `ts_headline` is asked to put around a word: characters that no text of ours holds. */
export const HIT_START = "\u0001";
export const HIT_END = "\u0002";
const sign = new RegExp(`[${HIT_START}${HIT_END}]`);

const isJapanese = (word: string) => word.search(kanaAndKanji) >= 0;

/** What is looked for by its letters: parts of names, and Japanese words. Of an exact search the Japanese that has to be there. */
export function lettersOf({ terms, exact, text }: MarketSearch): string[] {
  if (exact !== null) return [...text.replace(/(^| )-\S+/g, " ").matchAll(kanaAndKanji)].map(([letters]) => letters);
  return terms.filter(({ word, isPart }) => isPart || isJapanese(word)).map(({ word }) => word);
}

/** As the search compares letters: no matter their width, case and, on Latin ones, accents. `at`: where each came from. */
function folded(text: string): { letters: string; at: number[] } {
  let letters = "";
  const at: number[] = [];
  let index = 0;
  for (const character of text) {
    const plain = character.normalize("NFKC").toLowerCase();
    const bare = /\p{Script=Latin}/u.test(plain) ? plain.normalize("NFKD").replace(/\p{M}/gu, "") : plain;
    letters += bare;
    for (let unit = 0; unit < bare.length; unit++) at.push(index);
    index += character.length;
  }
  at.push(index);
  return { letters, at };
}

/** Where each of these letters stands in a text, from and below. */
export function placesOf(text: string, words: string[]): [from: number, below: number][] {
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

/** A headline of the database: the text, and where it has the words. */
export function readHeadline(headline: string): { text: string; places: [number, number][] } {
  const places: [number, number][] = [];
  let text = "";
  for (const [index, part] of headline.split(sign).entries()) {
    if (index % 2 === 1) places.push([text.length, text.length + part.length]);
    text += part;
  }
  return { text, places };
}

/** The whole text in pieces; neighbours that are found alike are one. */
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
