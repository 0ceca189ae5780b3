// Spelling correction of searches: stop words are left out, misspelt words also match similar words.
import type { Db, Tx } from "../../db/client";
import { type CorrectionRow, selectCorrections } from "./search-queries";
import { type MarketSearch, withCorrections } from "./search-terms";

/** Shorter words are similar to too many others; longer ones are unlikely to be words. */
const isCorrectable = /^\p{L}{4,20}$/u;

export interface CorrectedSearch extends MarketSearch {
  /** From each misspelt word to its candidate corrections. */
  corrections: Map<string, string[]>;
}

function applyCorrections(rows: CorrectionRow[], search: MarketSearch): CorrectedSearch {
  const lexemes = new Map(rows.map(({ typed, near }) => [typed, near.map(({ lexeme }) => lexeme)]));
  const terms = search.terms.map((term) => withCorrections(term, lexemes.get(term.word) ?? []));
  return { ...search, terms, corrections: new Map(rows.map(({ typed, near }) => [typed, near.map(({ word }) => word)])) };
}

/** The searches to try in order: first unknown words corrected, then every word that has similar ones. */
export async function correctSearch({ db }: { db: Db | Tx }, search: MarketSearch): Promise<CorrectedSearch[]> {
  if (search.exact !== null) return [{ ...search, corrections: new Map() }];
  const words = search.terms.map(({ word }) => word);
  const rows = await selectCorrections(
    db,
    words,
    words.map((word) => isCorrectable.test(word)),
  );
  const stopWords = new Set(rows.filter(({ isStopWord }) => isStopWord).map(({ typed }) => typed));
  const kept = search.terms.filter(({ word }) => !stopWords.has(word));
  const meant = { ...search, terms: kept.length > 0 ? kept : search.terms };
  const near = rows.filter((row) => row.near.length > 0);
  const unknown = near.filter(({ isKnown }) => !isKnown);
  return [applyCorrections(unknown, meant), ...(near.length > unknown.length ? [applyCorrections(near, meant)] : [])];
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
