// What a search may mean while it is typed.
import type { Db, Tx } from "../../db/client";
import { canonicalTag, searchText } from "../text";
import type { FoundCreator, Suggestions } from "./codecs";
import { correctSearch } from "./correct-search";
import { inTurn, type MarketDeps } from "./in-turn";
import { parseSearch } from "./search-terms";
import { selectCreators, selectTagsFrom, selectTitles } from "./suggestion-queries";

const [creatorsShown, tagsShown, piecesShown] = [3, 3, 5];
const typedMax = 100;
const wordsMax = 4;

/** Words of letters and digits that say enough to be looked for by their beginnings: two letters, or one that is a word by itself. */
function wordsOf(typed: string): string[] {
  const plain = typed
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  // The mark that makes か into が stands by itself here, as in the index (`name_words()` in the database).
  const words = plain.match(/[\p{L}\p{N}\u3099\u309a]+/gu) ?? [];
  return words.slice(0, wordsMax).filter((word) => word.length >= 2 || /[\u3040-\u9fff]/u.test(word));
}

/** Creators with something for sale whose names or handles have words that begin so. */
export async function findCreators(db: Db | Tx, typed: string): Promise<FoundCreator[]> {
  const words = wordsOf(typed);
  return words.length > 0 ? selectCreators(db, words, creatorsShown) : [];
}

/** Creators, tags and pieces that somebody who types this may mean. Takes its turn with the searches, and is refused as they are. */
export async function suggest(deps: MarketDeps, typed: string): Promise<Suggestions> {
  const text = searchText(typed, typedMax);
  const search = wordsOf(text).length > 0 ? parseSearch(text) : undefined;
  if (!search) return { creators: [], tags: [], pieces: [] };
  return inTurn(deps, async (db) => {
    const creators = await findCreators(db, text);
    const tags = await selectTagsFrom(db, canonicalTag(text), tagsShown);
    const meant = await correctSearch({ db }, search).next();
    return { creators, tags, pieces: meant.value ? await selectTitles(db, meant.value, piecesShown) : [] };
  });
}
