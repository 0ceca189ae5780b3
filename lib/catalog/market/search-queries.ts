// SQL of the market's search: what is meant, ranking, and the words that there are.
import type { Db, Tx } from "../../db/client";
import { Prisma } from "../../db/generated/client";
import { HIT_END, HIT_START } from "./search-hits";
import type { MarketSearch, SearchTerm } from "./search-terms";

/** Escapes LIKE wildcards. */
const containing = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

/** A tsquery of the word in any form, or of its corrections. */
const formsOf = ({ phrase, more }: SearchTerm) => Prisma.sql`(search_query(${phrase}) || any_lexeme(${more}::text[]))`;

/** The same, or of the words that it is a part of. */
const partsOf = (term: SearchTerm) => Prisma.sql`(${formsOf(term)} || any_lexeme(${term.within}::text[]))`;

const queryOf = (term: SearchTerm) => (term.isWord ? formsOf(term) : partsOf(term));

const allOf = (terms: SearchTerm[], query: (term: SearchTerm) => Prisma.Sql) => Prisma.join(terms.map(query), " && ");

/** A tsquery of the whole search. */
export function meant({ terms, exact }: MarketSearch): Prisma.Sql {
  return exact === null ? allOf(terms, queryOf) : Prisma.sql`search_query(${exact})`;
}

/** The same for title, tags and creator; words that must not occur are looked for in the whole. */
export function meantByTitle({ terms, exact }: MarketSearch): Prisma.Sql {
  return exact === null ? allOf(terms, partsOf) : Prisma.sql`search_query(${exact})`;
}

/** A tsquery of the whole title. */
export const wholeTitle = ({ text }: MarketSearch) => Prisma.sql`any_lexeme(ARRAY[title_lexeme(${text})])`;

/** A CTE `asked` of what ranking needs of the search, which would be made anew for each item otherwise. */
export const asked = (search: MarketSearch) => Prisma.sql`asked AS MATERIALIZED (
    SELECT ${wholeTitle(search)} AS whole, ${meant(search)} AS meant, unaccent(${search.text}) AS typed)`;

/** An item's integer rank in the search that was `asked`: the whole title, weighted words, and likeness to the title. */
export const rank = Prisma.sql`round(1e6 * (10 * (s.title @@ asked.whole)::int + ts_rank(s.document, asked.meant)
    + word_similarity(asked.typed, split_part(s.names, E'\\n', 1))))::bigint`;

export interface TypedWord {
  typed: string;
  /** A stop word, like "the". */
  isStopWord: boolean;
  /** A form of a known word. */
  isWord: boolean;
  /** Lexemes of known words that it is a part of. */
  within: string[];
}

/** Known words that one is looked for in: those that begin with it, then the shortest. */
const WITHIN_MAX = 16;
/** So many are looked at for those. */
const WITHIN_READ = 400;

/** What is known of these lower-case words. */
export function selectWords(db: Db | Tx, terms: SearchTerm[]): Promise<TypedWord[]> {
  return db.$queryRaw<TypedWord[]>`
    SELECT typed, to_tsvector('simple', typed) <> '' AND to_tsvector('english', typed) = '' AS "isStopWord",
           EXISTS (SELECT FROM search_word WHERE lexeme = ANY(tsvector_to_array(to_tsvector('pennypost', typed)))) AS "isWord",
           CASE WHEN "isPart" THEN
             ARRAY(SELECT lexeme FROM (SELECT word, lexeme FROM search_word WHERE word LIKE unaccent("like") LIMIT ${WITHIN_READ}) AS found
                    ORDER BY starts_with(word, unaccent(typed)) DESC, length(word), word LIMIT ${WITHIN_MAX}) ELSE '{}' END AS within
      FROM unnest(${terms.map(({ word }) => word)}::text[], ${terms.map(({ word }) => containing(word))}::text[],
                  ${terms.map(({ isPart }) => isPart)}::boolean[]) AS asked (typed, "like", "isPart")`;
}

export interface KnownWord {
  word: string;
  lexeme: string;
}

const NEAR_MAX = 8;
/** Minimum trigram similarity; below it words merely share a prefix. */
const SIMILARITY_MIN = 0.4;

/** Known words near these lower-case ones: at edit distance one, then of similar trigrams. Without those that have none. */
export function selectNear(db: Db | Tx, words: string[]): Promise<{ typed: string; words: KnownWord[] }[]> {
  return db.$queryRaw`
    SELECT typed, near.words
      FROM unnest(${words}::text[]) AS typed, unaccent(typed) AS bare, LATERAL (SELECT rests_of(bare) AS rests OFFSET 0) AS own, LATERAL (
      SELECT ARRAY(SELECT jsonb_build_object('word', word, 'lexeme', lexeme) FROM search_word w
                    WHERE w.rests && own.rests OR (length(bare) >= 6 AND word % bare AND similarity(word, bare) >= ${SIMILARITY_MIN}::real)
                    ORDER BY w.rests && own.rests DESC, similarity(word, bare) DESC, word LIMIT ${NEAR_MAX}) AS words) AS near
     WHERE near.words <> '{}'`;
}

const signs = `StartSel=${HIT_START}, StopSel=${HIT_END}`;
const headlineOptions = {
  whole: `HighlightAll=true, ${signs}`,
  excerpt: `MaxFragments=1, MaxWords=28, MinWords=14, ShortWord=0, ${signs}`,
};

/** `ts_headline` of these texts: whole, or the excerpt with most matches. */
export async function selectHeadlines(
  db: Db | Tx,
  { terms, exact }: MarketSearch,
  texts: string[],
  form: keyof typeof headlineOptions,
): Promise<string[]> {
  if (texts.length === 0) return [];
  const query =
    exact === null ? Prisma.join(terms.map(form === "whole" ? formsOf : queryOf), " || ") : Prisma.sql`search_query(${exact})`;
  const rows = await db.$queryRaw<{ headline: string }[]>`
    SELECT ts_headline('pennypost', words, ${query}, ${headlineOptions[form]}) AS headline
      FROM unnest(${texts}::text[]) WITH ORDINALITY AS asked (words, at) ORDER BY at`;
  return rows.map(({ headline }) => headline);
}

/** Reads up to `most` pieces anew that are due; returns how many there were. */
export async function refreshDue(db: Db, most: number): Promise<number> {
  const [row] = await db.$queryRaw<{ refreshed: number }[]>`SELECT refresh_due_search(${most}::int) AS refreshed`;
  return row?.refreshed ?? 0;
}

/** Forgets those that no listed piece has, of `most` words after `start`; returns the last one looked at, or null at the end. */
export async function forgetWords(db: Db, start: string, most: number): Promise<string | null> {
  const [row] = await db.$queryRaw<{ last: string | null }[]>`SELECT forget_words(${start}, ${most}::int) AS last`;
  return row?.last ?? null;
}
