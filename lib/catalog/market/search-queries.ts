// SQL of the market's search: what a word matches, how well, and which words it may have been meant to be.
import type { Db } from "../../db/client";
import { Prisma } from "../../db/generated/client";
import { HIT_END, HIT_START } from "./search-hits";
import type { MarketSearch, SearchTerm } from "./search-terms";

/** `%` and `_` of the visitor mean themselves. */
const containing = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

/** The word in any form, or what else will do. */
const queryOf = ({ phrase, more }: SearchTerm) => Prisma.sql`(search_query(${phrase}) || ${more}::tsquery)`;

const exactly = (text: string) => Prisma.sql`search_query(${text})`;

/** Where a word is looked for: in what the piece is called, or in its free part too. */
export type SearchedIn = "title" | "document";
const columns = { title: Prisma.sql`s.title`, document: Prisma.sql`s.document` };

/** A form of the word, or a part of one in what the piece is called. */
function matches(term: SearchTerm, column: Prisma.Sql): Prisma.Sql {
  const part = term.isPart ? Prisma.sql`OR s.names LIKE unaccent(${containing(term.word)})` : Prisma.empty;
  return Prisma.sql`(${column} @@ ${queryOf(term)} ${part})`;
}

export function searched({ terms, exact }: MarketSearch, where: SearchedIn): Prisma.Sql[] {
  const column = columns[where];
  if (exact === null) return terms.map((term) => matches(term, column));
  // A word that has to stay out may stand where the titles' half does not look.
  const halves = where === "title" ? [column, columns.document] : [column];
  return halves.map((half) => Prisma.sql`${half} @@ ${exactly(exact)}`);
}

/** How well an item fits a search, as a whole number: its words by weight, and how like they are to what it is called. */
export function rankOf({ text, terms, exact }: MarketSearch): Prisma.Sql {
  const query = exact === null ? Prisma.join(terms.map(queryOf), " && ") : exactly(exact);
  return Prisma.sql`round(1e6 * (ts_rank(s.document, ${query}) + word_similarity(unaccent(${text}), s.names)))::bigint`;
}

export interface MeantRow {
  typed: string;
  /** One of those words that say little, like "the". */
  isFiller: boolean;
  /** It is found as it is: as a form of a word, or a part of one. */
  isKnown: boolean;
  /** Words that are one typing error away, then those that look like it. */
  near: { word: string; lexeme: string }[];
}

const NEAR_MAX = 8;
/** Below, trigrams find words that merely begin alike. */
const ALIKE_MIN = 0.4;

/** What is known of these words, in lower case. Asked only of those that may be mended: their questions are answered by indexes of search_word. */
export function selectMeant(db: Db, words: string[], mendable: boolean[]): Promise<MeantRow[]> {
  return db.$queryRaw<MeantRow[]>`
    SELECT typed, to_tsvector('simple', typed) <> '' AND to_tsvector('english', typed) = '' AS "isFiller",
           CASE WHEN mendable THEN
             EXISTS (SELECT FROM search_word WHERE lexeme = ANY(tsvector_to_array(to_tsvector('pennypost', typed))))
             OR EXISTS (SELECT FROM search_word WHERE word LIKE '%' || bare || '%') ELSE true END AS "isKnown",
           CASE WHEN mendable THEN
             ARRAY(SELECT jsonb_build_object('word', word, 'lexeme', lexeme) FROM search_word
                    WHERE rests && rests_of(bare) OR (length(bare) >= 6 AND word % bare AND similarity(word, bare) >= ${ALIKE_MIN}::real)
                    ORDER BY rests && rests_of(bare) DESC, similarity(word, bare) DESC, word LIMIT ${NEAR_MAX}) ELSE '{}' END AS near
      FROM unnest(${words}::text[], ${mendable}::boolean[]) AS asked (typed, mendable), unaccent(typed) AS bare`;
}

const signs = `StartSel=${HIT_START}, StopSel=${HIT_END}`;
const headlineOptions = {
  whole: `HighlightAll=true, ${signs}`,
  excerpt: `MaxFragments=1, MaxWords=28, MinWords=14, ShortWord=0, ${signs}`,
};

/** These texts with the words that were searched for between signs: whole, or the part that has most of them. */
export async function selectHeadlines(
  db: Db,
  { terms, exact }: MarketSearch,
  texts: string[],
  form: keyof typeof headlineOptions,
): Promise<string[]> {
  if (texts.length === 0) return [];
  const query = exact === null ? Prisma.join(terms.map(queryOf), " || ") : exactly(exact);
  const rows = await db.$queryRaw<{ headline: string }[]>`
    SELECT ts_headline('pennypost', words, ${query}, ${headlineOptions[form]}) AS headline
      FROM unnest(${texts}::text[]) WITH ORDINALITY AS asked (words, at) ORDER BY at`;
  return rows.map(({ headline }) => headline);
}
