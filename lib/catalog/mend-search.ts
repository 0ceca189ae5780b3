// A search as it was meant: fillers left out, and mistyped words matched by those they are near to.
import type { Db } from "../db/client";
import { type MeantRow, selectMeant } from "./search-queries";
import { type MarketSearch, widen } from "./search-terms";

/** Shorter words are one error away from too many, longer ones are no words. */
const mendable = /^\p{L}{4,20}$/u;

export interface MendedSearch extends MarketSearch {
  /** Words as typed, with those that they may have been meant to be. */
  mended: Map<string, string[]>;
}

/** `all`: words that are found as they are, too; for when together they find nothing. */
export async function mendSearch({ db }: { db: Db }, search: MarketSearch, { all }: { all: boolean }): Promise<MendedSearch> {
  if (search.exact !== null) return { ...search, mended: new Map() };
  const rows = new Map(
    (
      await selectMeant(
        db,
        search.terms.map(({ word }) => word),
      )
    ).map((row) => [row.typed, row]),
  );
  const isMended = (row: MeantRow) => mendable.test(row.typed) && row.near.length > 0 && (all || !row.isKnown);
  const said = search.terms.filter(({ word }) => !rows.get(word)?.isFiller);
  const mended = [...rows.values()].filter(isMended);
  const near = new Map(mended.map(({ typed, near }) => [typed, near]));
  const terms = (said.length > 0 ? said : search.terms).map((term) =>
    widen(
      term,
      (near.get(term.word) ?? []).map(({ lexeme }) => lexeme),
    ),
  );
  return { ...search, terms, mended: new Map(mended.map(({ typed, near }) => [typed, near.map(({ word }) => word)])) };
}

/** The text with its mended words as these names have them; null where nothing was mended. Other words of ours are told to nobody. */
export function spelledBy(names: string, { text, mended }: MendedSearch): string | null {
  const bare = names.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  let isChanged = false;
  const words = text.split(" ").map((typed) => {
    const meant = mended.get(typed)?.find((word) => word !== typed && bare.includes(word));
    isChanged ||= meant !== undefined;
    return meant ?? typed;
  });
  return isChanged ? words.join(" ") : null;
}
