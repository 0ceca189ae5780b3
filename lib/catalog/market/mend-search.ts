// A search as it was meant: fillers left out, and mistyped words matched by those they are near to.
import type { Db } from "../../db/client";
import { type MeantRow, selectMeant } from "./search-queries";
import { type MarketSearch, widen } from "./search-terms";

/** Shorter words are one error away from too many, longer ones are no words. */
const mendable = /^\p{L}{4,20}$/u;

export interface MendedSearch extends MarketSearch {
  /** Words as typed, with those that they may have been meant to be. */
  mended: Map<string, string[]>;
}

function mendedBy(rows: MeantRow[], search: MarketSearch): MendedSearch {
  const lexemes = new Map(rows.map(({ typed, near }) => [typed, near.map(({ lexeme }) => lexeme)]));
  const terms = search.terms.map((term) => widen(term, lexemes.get(term.word) ?? []));
  return { ...search, terms, mended: new Map(rows.map(({ typed, near }) => [typed, near.map(({ word }) => word)])) };
}

/** Its readings, in turn: with the words mended that nothing has, and, for when that finds nothing, with all that may be mistyped. */
export async function mendSearch({ db }: { db: Db }, search: MarketSearch): Promise<MendedSearch[]> {
  if (search.exact !== null) return [{ ...search, mended: new Map() }];
  const words = search.terms.map(({ word }) => word);
  const rows = await selectMeant(
    db,
    words,
    words.map((word) => mendable.test(word)),
  );
  const fillers = new Set(rows.filter(({ isFiller }) => isFiller).map(({ typed }) => typed));
  const said = search.terms.filter(({ word }) => !fillers.has(word));
  const meant = { ...search, terms: said.length > 0 ? said : search.terms };
  const near = rows.filter((row) => row.near.length > 0);
  const unknown = near.filter(({ isKnown }) => !isKnown);
  return [mendedBy(unknown, meant), ...(near.length > unknown.length ? [mendedBy(near, meant)] : [])];
}

const bare = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The text with its mended words as these names have them; null where nothing was mended. Other words of ours are told to nobody. */
export function spelledBy(names: string, { text, mended }: MendedSearch): string | null {
  const plain = bare(names);
  let isChanged = false;
  const words = text.split(" ").map((typed) => {
    const meant = mended.get(typed)?.find((word) => plain.includes(word));
    if (!meant || meant === bare(typed)) return typed;
    isChanged = true;
    return meant;
  });
  return isChanged ? words.join(" ") : null;
}
