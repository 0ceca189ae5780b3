// What a visitor typed, cut into the words that have to match. Japanese has no spaces: it is cut where its words end, and each
// word is looked for as its pairs of letters, which the migration typing_errors_and_japanese put into the index.
import { searchText } from "../text";

const searchCharactersMax = 100;
const termsMax = 6;

/** One word. It matches by any of these. */
export interface SearchTerm {
  /** As typed, in lower case. */
  word: string;
  /** For `search_query()` in the database. */
  phrase: string;
  /** A `tsquery` of what it may have been meant to be. May be empty. */
  more: string;
  /** Parts of names are looked for: only with three letters does the index help. */
  isPart: boolean;
}

export interface MarketSearch {
  text: string;
  terms: SearchTerm[];
  /** It quotes words that belong together, or leaves some out: PostgreSQL's own reading of the whole, with pairs of letters in it. */
  exact: string | null;
}

// The same letters as `kana_and_kanji()` in the database.
export const kanaAndKanji =
  /[\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu;
/** Their punctuation. */
const marks = /[\u3000-\u303f\u30fb]/g;
const particle = /^(?:[ぁ-ん]|から|まで|より|など|です|ます|する|した|して|こと|もの|という|について)$/;
const japanese = new Intl.Segmenter("ja", { granularity: "word" });

/** "活版印刷" is "活版 版印 印刷", one after the other. */
function pairsOf(letters: string): string {
  const each = [...letters];
  return each.length < 2
    ? letters
    : each
        .slice(1)
        .map((letter, index) => `${each[index]}${letter}`)
        .join(" ");
}

/** The words in a run of letters; letters left alone side by side are one word that the dictionary does not have. */
function cut(letters: string): string[] {
  const words: { word: string; isAlone: boolean }[] = [];
  for (const { segment } of japanese.segment(letters)) {
    const isAlone = [...segment].length === 1 && !particle.test(segment);
    const last = words.at(-1);
    if (isAlone && last?.isAlone) last.word += segment;
    else words.push({ word: segment, isAlone });
  }
  return words.map(({ word }) => word);
}

function termsOf(typed: string): SearchTerm[] {
  const spaced = typed.replace(kanaAndKanji, " ").replace(marks, " ").split(" ").filter(Boolean);
  const unspaced = [...typed.matchAll(kanaAndKanji)].flatMap(([letters]) => cut(letters));
  return [
    ...spaced.map((word) => ({ word, phrase: word, more: "", isPart: [...word].length >= 3 })),
    ...unspaced.map((word) => ({ word, phrase: `"${pairsOf(word)}"`, more: "", isPart: false })),
  ];
}

/** Signs and particles need not match where there are words. */
function essential(terms: SearchTerm[]): SearchTerm[] {
  const words = terms.filter(({ word }) => /[\p{L}\p{N}]/u.test(word) && !particle.test(word));
  return (words.length > 0 ? words : terms).slice(0, termsMax);
}

function exactly(text: string): string {
  const parts = text.split('"');
  const isQuoted = (index: number) => index % 2 === 1 && index < parts.length - 1;
  return parts
    .map((part, index) => part.replace(kanaAndKanji, (letters) => (isQuoted(index) ? pairsOf(letters) : `"${pairsOf(letters)}"`)))
    .reduce((whole, part, index) => `${whole}${isQuoted(index) || isQuoted(index - 1) ? '"' : " "}${part}`);
}

/** Undefined for nothing to search for. */
export function parseSearch(typed: string | undefined): MarketSearch | undefined {
  const text = searchText((typed ?? "").normalize("NFKC"), searchCharactersMax).toLowerCase();
  if (!text) return undefined;
  const isExact = /"[^"]*[\p{L}\p{N}][^"]*"|(^| )-[\p{L}\p{N}]/u.test(text);
  const terms = essential(text.split(" ").flatMap(termsOf));
  if (terms.length === 0 && !isExact) return undefined;
  return { text, terms, exact: isExact ? exactly(text) : null };
}

const quoted = (lexeme: string) => `'${lexeme.replaceAll("'", "''").replaceAll("\\", "\\\\")}'`;

/** The term, matched by these lexemes too. */
export function widen(term: SearchTerm, lexemes: string[]): SearchTerm {
  return { ...term, more: [...new Set(lexemes.map(quoted))].join(" | ") };
}
