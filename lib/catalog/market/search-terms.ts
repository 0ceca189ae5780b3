// Parses a search into required terms. Japanese is segmented into words, and each word is matched as character bigrams, which the
// migrations typing_errors_and_japanese and search_by_blocks put into the index.
import { searchText } from "../text";

const searchCharactersMax = 100;
const termsMax = 6;

/** One word, matched by any of its fields. */
export interface SearchTerm {
  /** As typed, in lower case. */
  word: string;
  /** For `search_query()` in the database. */
  phrase: string;
  /** Lexemes of its corrections. */
  more: string[];
  /** Lexemes of known words that it is a part of. */
  within: string[];
  /** A form of a known word: those that it is a part of are meant in titles only. */
  isWord: boolean;
  /** Also matched as a part of known words; their trigram index needs three letters. */
  isPart: boolean;
}

export interface MarketSearch {
  text: string;
  terms: SearchTerm[];
  /** For a search with quoted phrases or exclusions: the whole in `websearch_to_tsquery` syntax, Japanese as bigrams. */
  exact: string | null;
}

// The same letters as `kana_and_kanji()` in the database.
export const kanaAndKanji =
  /[\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu;
/** Japanese punctuation. */
const marks = /[\u3000-\u303f\u30fb]/g;
/** Punctuation, which `searchable()` in the database reads as spaces; one UTF-16 unit each. */
export const punctuation = /[!-/:-@[-`{-~\u00a1-\u00bf\u2010-\u205e\u3000-\u303f\u30fb]/g;
const particle =
  /^(?:[ぁ-ん]|から|まで|より|など|です|ます|する|した|して|こと|もの|という|について|には|では|とは|への|との|での|にも|でも)$/;
const kana = /^[ぁ-ゖァ-ヺー]+$/;
const japanese = new Intl.Segmenter("ja", { granularity: "word" });

/** Bigrams: "活版印刷" becomes "活版 版印 印刷". */
function bigramsOf(letters: string): string {
  const each = [...letters];
  return each.length < 2
    ? letters
    : each
        .slice(1)
        .map((letter, index) => `${each[index]}${letter}`)
        .join(" ");
}

/**
 * Segments a run of letters; adjacent single letters are joined as a word missing from the dictionary, kana with kana ("こーひー", which
 * the dictionary has in katakana). So is all of a run of kana in which any stands alone.
 */
function cut(letters: string): string[] {
  const words: { word: string; alone: "kana" | "kanji" | null }[] = [];
  for (const { segment } of japanese.segment(letters)) {
    const alone = [...segment].length > 1 ? null : kana.test(segment) ? "kana" : "kanji";
    const last = words.at(-1);
    if (alone && last?.alone === alone) last.word += segment;
    else words.push({ word: segment, alone });
  }
  return kana.test(letters) && words.some(({ alone }) => alone) ? [letters] : words.map(({ word }) => word);
}

/** For `search_query()`: "e-mail" stands as two words in the index, one after the other. */
function phraseOf(word: string): string {
  const words = word.replace(punctuation, " ").split(" ").filter(Boolean);
  return words.length > 1 ? `"${words.join(" ")}"` : (words[0] ?? "");
}

function termsOf(typed: string): SearchTerm[] {
  const spaced = typed.replace(kanaAndKanji, " ").replace(marks, " ").split(" ").filter(Boolean);
  const unspaced = [...typed.matchAll(kanaAndKanji)].flatMap(([letters]) => cut(letters));
  return [
    ...spaced.map((word) => ({
      word,
      phrase: phraseOf(word),
      more: [],
      within: [],
      isWord: false,
      isPart: [...word].length >= 3,
    })),
    ...unspaced.map((word) => ({ word, phrase: `"${bigramsOf(word)}"`, more: [], within: [], isWord: false, isPart: false })),
  ];
}

/** Drops punctuation and particles if words remain. */
function significantTerms(terms: SearchTerm[]): SearchTerm[] {
  const words = terms.filter(({ word }) => /[\p{L}\p{N}]/u.test(word) && !particle.test(word));
  return (words.length > 0 ? words : terms).slice(0, termsMax);
}

/** A part of an exact search that is not quoted: words, and words after "-" that must not occur. */
function exactWords(part: string): string {
  const words = part.split(" ").map((word) => {
    const sign = word.startsWith("-") ? "-" : "";
    const spaced = word.split(kanaAndKanji).map(phraseOf);
    const unspaced = [...word.matchAll(kanaAndKanji)].map(([letters]) => `"${bigramsOf(letters)}"`);
    const phrases = spaced.flatMap((phrase, index) => [phrase, unspaced[index] ?? ""]).filter(Boolean);
    return phrases.length > 0 ? `${sign}${phrases.join(" ")}` : "";
  });
  return words.filter(Boolean).join(" ");
}

function exactly(text: string): string {
  const parts = text.split('"');
  const isQuoted = (index: number) => index % 2 === 1 && index < parts.length - 1;
  return parts
    .map((part, index) =>
      isQuoted(index) ? `"${part.replace(kanaAndKanji, bigramsOf).replace(punctuation, " ")}"` : exactWords(part),
    )
    .join(" ");
}

/** Undefined for an empty search. */
export function parseSearch(typed: string | undefined): MarketSearch | undefined {
  const text = searchText((typed ?? "").normalize("NFKC"), searchCharactersMax).toLowerCase();
  if (!text) return undefined;
  const isExact = /"[^"]*[\p{L}\p{N}][^"]*"|(^| )-[\p{L}\p{N}]/u.test(text);
  const terms = significantTerms(text.split(" ").flatMap(termsOf));
  if (terms.length === 0 && !isExact) return undefined;
  return { text, terms, exact: isExact ? exactly(text) : null };
}
