// SQL of what a search may mean while it is typed: names, tags and titles by their beginnings. Bounded, however many begin so.
import type { Db, Tx } from "../../db/client";
import type { FoundCreator, Suggestions } from "./codecs";
import { asked, meantByTitle, rank } from "./search-queries";
import type { MarketSearch } from "./search-terms";

/** So many that begin so are looked at for those that are shown. Each tag of a listed piece counts, and nobody has thousands. */
const LOOKED_AT = 200;
const TAGS_LOOKED_AT = 2_000;

/** Escapes LIKE wildcards. */
const beginning = (words: string) => `${words.replace(/[\\%_]/g, "\\$&")}%`;

/**
 * Creators with something listed, the most popular first, in whose name or handle a word begins with each of these. Words are letters
 * and digits only.
 */
export function selectCreators(db: Db | Tx, words: string[], limit: number): Promise<FoundCreator[]> {
  const query = words.map((word) => `'${word}':*`).join(" & ");
  return db.$queryRaw<FoundCreator[]>`
    SELECT handle, "displayName", "avatarId"
      FROM (SELECT id, handle, display_name AS "displayName", avatar_id AS "avatarId" FROM creator c
             WHERE name_words(display_name, handle) @@ to_tsquery('simple', ${query})
               AND EXISTS (SELECT FROM item WHERE creator_id = c.id AND status = 'listed') LIMIT ${LOOKED_AT}) AS c
      JOIN LATERAL (SELECT popularity FROM item WHERE creator_id = c.id AND status = 'listed'
                     ORDER BY popularity DESC, id DESC LIMIT 1) AS best ON true
     ORDER BY best.popularity DESC, handle LIMIT ${limit}`;
}

/** The most used of those that begin so. */
export async function selectTagsFrom(db: Db | Tx, typed: string, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ tag: string }[]>`
    SELECT tag FROM (SELECT tag, items FROM tag_total WHERE tag LIKE ${beginning(typed)} AND items > 0 LIMIT ${TAGS_LOOKED_AT}) AS found
     ORDER BY items DESC, tag LIMIT ${limit}`;
  return rows.map(({ tag }) => tag);
}

/** Of the newest whose titles match, those that match best. */
export function selectTitles(db: Db | Tx, search: MarketSearch, limit: number): Promise<Suggestions["pieces"]> {
  return db.$queryRaw<Suggestions["pieces"]>`
    WITH ${asked(search)}
    SELECT v.title, c.handle, i.slug
      FROM newest_found('title', nullif(${meantByTitle(search)}, ''::tsquery), null, null, null, ${LOOKED_AT}::int) AS f (id)
      CROSS JOIN asked JOIN item_search s ON s.item_id = f.id JOIN item i ON i.id = f.id AND i.status = 'listed'
      JOIN item_version v ON v.id = i.published_version_id JOIN creator c ON c.id = i.creator_id
     ORDER BY ${rank} DESC, i.id DESC LIMIT ${limit}`;
}
