// Search hits of a page of items: matches in the title and dek, or else an excerpt of the free part.
import type { Db, Tx } from "../../db/client";
import { prose } from "../../markdown/words";
import type { ItemSummary } from "../items/codecs";
import { selectPublished } from "./market-queries";
import { hasHit, needlesOf, piecesOf, rangesOf, readHeadline } from "./search-hits";
import { selectHeadlines } from "./search-queries";
import { type MarketSearch, punctuation } from "./search-terms";
import type { SearchHit, TextPiece } from "./types";

/** Bounds the work for each page: only this much of a free part is searched for an excerpt. */
const lookedThroughMax = 8_000;
/** Characters of a Japanese excerpt, before the match and in all. */
const [before, excerptMax] = [24, 96];

/** As the database reads it, at the same length. It would take time with the square of some punctuation. */
const withoutPunctuation = (text: string) => text.replace(punctuation, " ");

function marked(text: string, headline: string | undefined, letters: string[]): TextPiece[] {
  const told = readHeadline(headline ?? "");
  // Positions are valid only if the database returned the text unchanged.
  return piecesOf(text, [...(told.text === withoutPunctuation(text) ? told.places : []), ...rangesOf(text, letters)]);
}

const withDots = (pieces: TextPiece[], isBegun: boolean, isCut: boolean): TextPiece[] => [
  ...(isBegun ? [{ text: "… ", isHit: false }] : []),
  ...pieces,
  ...(isCut ? [{ text: " …", isHit: false }] : []),
];

function excerptOf(text: string, headline: string | undefined, letters: string[]): TextPiece[] | null {
  const told = readHeadline(headline ?? "");
  const at = told.places.length > 0 ? withoutPunctuation(text).indexOf(told.text) : -1;
  if (at >= 0) {
    const below = at + told.text.length;
    return withDots(piecesOf(text.slice(at, below), told.places), at > 0, below < text.length);
  }
  const [first] = rangesOf(text, letters).sort(([a], [b]) => a - b);
  if (!first) return null;
  const from = Math.max(0, first[0] - before);
  const part = text.slice(from, from + excerptMax);
  return withDots(piecesOf(part, rangesOf(part, letters)), from > 0, from + excerptMax < text.length);
}

/** By item id. */
export async function findHits(
  { db }: { db: Db | Tx },
  search: MarketSearch,
  rows: ItemSummary[],
): Promise<ReadonlyMap<string, SearchHit>> {
  const letters = needlesOf(search);
  const headlines = await selectHeadlines(
    db,
    search,
    rows.flatMap(({ title, dek }) => [title, dek].map(withoutPunctuation)),
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
  const previews = elsewhere.length > 0 ? await selectPublished(db, elsewhere) : [];
  const texts = previews.map(({ preview }) => prose(preview.slice(0, lookedThroughMax)));
  const excerpts = await selectHeadlines(db, search, texts.map(withoutPunctuation), "excerpt");
  // Substrings match in names only; free parts match whole words.
  const words = letters.filter(
    (word) => search.exact !== null || !search.terms.some((term) => term.word === word && term.isPart),
  );
  for (const [index, { id }] of previews.entries()) {
    const hit = hits.get(id);
    if (hit) hit.excerpt = excerptOf(texts[index] ?? "", excerpts[index], words);
  }
  return hits;
}
