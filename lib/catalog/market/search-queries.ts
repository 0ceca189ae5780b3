// SQL of the market's search: matching, ranking and correction candidates.
import type { Db, Tx } from "../../db/client";
import { Prisma } from "../../db/generated/client";
import { HIT_END, HIT_START } from "./search-hits";
import type { MarketSearch, SearchTerm } from "./search-terms";

/** Escapes LIKE wildcards. */
const containing = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

/** A tsquery of the word in any form, or of its alternatives. */
const queryOf = ({ phrase, more }: SearchTerm) => Prisma.sql`(search_query(${phrase}) || ${more}::tsquery)`;

const exactly = (text: string) => Prisma.sql`search_query(${text})`;

/** `title`: title, dek, tags and creator; `document`: the free part too. */
export type SearchedIn = "title" | "document";
const columns = { title: Prisma.sql`s.title`, document: Prisma.sql`s.document` };

/** Matches a form of the word, or a substring of the title fields. */
function matches(term: SearchTerm, column: Prisma.Sql): Prisma.Sql {
  const part = term.isPart ? Prisma.sql`OR s.names LIKE unaccent(${containing(term.word)})` : Prisma.empty;
  return Prisma.sql`(${column} @@ ${queryOf(term)} ${part})`;
}

export function searched({ terms, exact }: MarketSearch, where: SearchedIn): Prisma.Sql[] {
  const column = columns[where];
  if (exact === null) return terms.map((term) => matches(term, column));
  // An excluded word may occur outside the title fields.
  const halves = where === "title" ? [column, columns.document] : [column];
  return halves.map((half) => Prisma.sql`${half} @@ ${exactly(exact)}`);
}

/** An item's integer rank in a search: weighted words plus similarity to the title fields. */
export function rankOf({ text, terms, exact }: MarketSearch): Prisma.Sql {
  const query = exact === null ? Prisma.join(terms.map(queryOf), " && ") : exactly(exact);
  return Prisma.sql`round(1e6 * (ts_rank(s.document, ${query}) + word_similarity(unaccent(${text}), s.names)))::bigint`;
}

export interface CorrectionRow {
  typed: string;
  /** A stop word, like "the". */
  isStopWord: boolean;
  /** Occurs as typed: as a form of a word, or as a substring. */
  isKnown: boolean;
  /** Words at edit distance one, then words of similar trigrams. */
  near: { word: string; lexeme: string }[];
}

const NEAR_MAX = 8;
/** Minimum trigram similarity; below it words merely share a prefix. */
const SIMILARITY_MIN = 0.4;

/** Correction candidates of these lower-case words, looked up only for correctable ones by the indexes of search_word. */
export function selectCorrections(db: Db | Tx, words: string[], correctable: boolean[]): Promise<CorrectionRow[]> {
  return db.$queryRaw<CorrectionRow[]>`
    SELECT typed, to_tsvector('simple', typed) <> '' AND to_tsvector('english', typed) = '' AS "isStopWord",
           CASE WHEN correctable THEN
             EXISTS (SELECT FROM search_word WHERE lexeme = ANY(tsvector_to_array(to_tsvector('pennypost', typed))))
             OR EXISTS (SELECT FROM search_word WHERE word LIKE '%' || bare || '%') ELSE true END AS "isKnown",
           CASE WHEN correctable THEN
             ARRAY(SELECT jsonb_build_object('word', word, 'lexeme', lexeme) FROM search_word
                    WHERE rests && rests_of(bare) OR (length(bare) >= 6 AND word % bare AND similarity(word, bare) >= ${SIMILARITY_MIN}::real)
                    ORDER BY rests && rests_of(bare) DESC, similarity(word, bare) DESC, word LIMIT ${NEAR_MAX}) ELSE '{}' END AS near
      FROM unnest(${words}::text[], ${correctable}::boolean[]) AS asked (typed, correctable), unaccent(typed) AS bare`;
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
  const query = exact === null ? Prisma.join(terms.map(queryOf), " || ") : exactly(exact);
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
