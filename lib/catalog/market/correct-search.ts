// What is meant by the words of a search: stop words are left out, parts of words and misspelt ones match the known words near them.
import type { Db, Tx } from "../../db/client";
import { type KnownWord, selectNear, selectWords } from "./search-queries";
import type { MarketSearch, SearchTerm } from "./search-terms";

/** Of shorter ones it is not known which are words (`learn_words()` in the database): each is taken for one. */
const KNOWN_MIN = 4;

/** Shorter words are similar to too many others; longer ones are unlikely to be words. */
const isCorrectable = ({ word }: SearchTerm) => /^\p{L}{4,20}$/u.test(word);

export interface CorrectedSearch extends MarketSearch {
  /** From each misspelt word to its candidate corrections. */
  corrections: Map<string, string[]>;
}

async function correct(db: Db | Tx, search: MarketSearch, words: string[]): Promise<CorrectedSearch> {
  const rows = words.length > 0 ? await selectNear(db, words) : [];
  const near = new Map(rows.map(({ typed, words }) => [typed, words]));
  const lexemesOf = (known: KnownWord[] = []) => [...new Set(known.map(({ lexeme }) => lexeme))];
  const terms = search.terms.map((term) => (near.has(term.word) ? { ...term, more: lexemesOf(near.get(term.word)) } : term));
  return { ...search, terms, corrections: new Map([...near].map(([typed, known]) => [typed, known.map(({ word }) => word)])) };
}

/**
 * The searches to try in order, each made when it is asked for: first unknown words corrected, then every word that has similar ones.
 * A word that stands in longer ones is looked for in them: where it is none itself, everywhere, and otherwise in titles.
 */
export async function* correctSearch({ db }: { db: Db | Tx }, search: MarketSearch): AsyncGenerator<CorrectedSearch, undefined> {
  if (search.exact !== null) {
    yield { ...search, corrections: new Map() };
    return;
  }
  const rows = new Map((await selectWords(db, search.terms)).map((row) => [row.typed, row]));
  const kept = search.terms.filter(({ word }) => !rows.get(word)?.isStopWord);
  const terms = (kept.length > 0 ? kept : search.terms).map((term) => {
    const { isWord = false, within = [] } = rows.get(term.word) ?? {};
    return { ...term, isWord: isWord || [...term.word].length < KNOWN_MIN, within: [...new Set(within)] };
  });
  const correctable = terms.filter(isCorrectable);
  const unknown = correctable.filter(({ isWord, within }) => !isWord && within.length === 0).map(({ word }) => word);
  yield correct(db, { ...search, terms }, unknown);
  if (correctable.length === unknown.length) return;
  const all = await correct(
    db,
    { ...search, terms },
    correctable.map(({ word }) => word),
  );
  if (all.corrections.size > 0) yield all;
}

const folded = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The search text with corrections that occur in `names`, or null without any. Words that occur only in other items are never disclosed. */
export function correctedText(names: string, { text, corrections }: CorrectedSearch): string | null {
  const plain = folded(names);
  let isChanged = false;
  const words = text.split(" ").map((typed) => {
    const meant = corrections.get(typed)?.find((word) => plain.includes(word));
    if (!meant || meant === folded(typed)) return typed;
    isChanged = true;
    return meant;
  });
  return isChanged ? words.join(" ") : null;
}
