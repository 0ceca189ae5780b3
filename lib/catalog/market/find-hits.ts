// Why each piece of a page was found: where its title and its dek have the words, or else where its free part has.
import type { Db } from "../../db/client";
import { prose } from "../../markdown/words";
import type { ItemSummary, SearchHit, TextPiece } from "../types";
import { selectPreviews } from "./market-queries";
import { hasHit, lettersOf, piecesOf, placesOf, readHeadline } from "./search-hits";
import { selectHeadlines } from "./search-queries";
import type { MarketSearch } from "./search-terms";

/** Every page of a search is looked through again: of a long free part only the beginning. */
const lookedThroughMax = 8_000;
/** Letters of an excerpt in Japanese, before the word and in all. */
const [before, excerptMax] = [24, 96];

function marked(text: string, headline: string | undefined, letters: string[]): TextPiece[] {
  const told = readHeadline(headline ?? "");
  // The database keeps what it is given; should it ever not, no place of it is taken for one of ours.
  return piecesOf(text, [...(told.text === text ? told.places : []), ...placesOf(text, letters)]);
}

const withDots = (pieces: TextPiece[], isBegun: boolean, isCut: boolean): TextPiece[] => [
  ...(isBegun ? [{ text: "… ", isHit: false }] : []),
  ...pieces,
  ...(isCut ? [{ text: " …", isHit: false }] : []),
];

function excerptOf(text: string, headline: string | undefined, letters: string[]): TextPiece[] | null {
  const told = readHeadline(headline ?? "");
  if (told.places.length > 0) {
    const pieces = piecesOf(told.text, told.places);
    return withDots(pieces, !text.startsWith(told.text), !text.endsWith(told.text));
  }
  const [first] = placesOf(text, letters).sort(([a], [b]) => a - b);
  if (!first) return null;
  const from = Math.max(0, first[0] - before);
  const part = text.slice(from, from + excerptMax);
  return withDots(piecesOf(part, placesOf(part, letters)), from > 0, from + excerptMax < text.length);
}

/** By item id. */
export async function findHits(
  { db }: { db: Db },
  search: MarketSearch,
  rows: ItemSummary[],
): Promise<ReadonlyMap<string, SearchHit>> {
  const letters = lettersOf(search);
  const headlines = await selectHeadlines(
    db,
    search,
    rows.flatMap(({ title, dek }) => [title, dek]),
    "whole",
  );
  const hits = new Map(
    rows.map(({ id, title, dek }, index): [string, SearchHit] => [
      id,
      {
        title: marked(title, headlines[index * 2], letters),
        dek: marked(dek, headlines[index * 2 + 1], letters),
        excerpt: null,
      },
    ]),
  );
  const elsewhere = [...hits].filter(([, { title, dek }]) => !hasHit(title) && !hasHit(dek)).map(([id]) => id);
  const previews = elsewhere.length > 0 ? await selectPreviews(db, elsewhere) : [];
  const texts = previews.map(({ preview }) => prose(preview.slice(0, lookedThroughMax)));
  const excerpts = await selectHeadlines(db, search, texts, "excerpt");
  // Parts of words are looked for in names only; in a text the words themselves are.
  const words = letters.filter(
    (word) => search.exact !== null || !search.terms.some((term) => term.word === word && term.isPart),
  );
  for (const [index, { id }] of previews.entries()) {
    const hit = hits.get(id);
    if (hit) hit.excerpt = excerptOf(texts[index] ?? "", excerpts[index], words);
  }
  return hits;
}
