-- Japanese is written without spaces: runs of kana and kanji are indexed as pairs of letters, in their order. The last letter
-- stands alone, so that each letter begins an entry.
CREATE FUNCTION kana_and_kanji() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT '[\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+'
$$;

-- The first 16,000 letters: positions in a tsvector go no further.
CREATE FUNCTION letter_pairs(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(letter || following, ' ' ORDER BY run, at), '')
    FROM (SELECT run, at, letter, coalesce(lead(letter) OVER (PARTITION BY run ORDER BY at), '') AS following
            FROM regexp_matches(left(words, 16000), kana_and_kanji(), 'g') WITH ORDINALITY AS found (part, run),
                 unnest(string_to_array(part[1], NULL)) WITH ORDINALITY AS letters (letter, at)) AS pairs
$$;

CREATE FUNCTION spaced_words(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(normalize(words, NFKC), '[\u3000-\u303f\u30fb]|' || kana_and_kanji(), ' ', 'g')
$$;

CREATE FUNCTION search_vector(words text, weight "char") RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector('pennypost', spaced_words(words))
    || to_tsvector('pennypost', letter_pairs(normalize(words, NFKC))), weight)
$$;

-- What websearch_to_tsquery makes of it; a letter of Japanese alone is the beginning of a pair.
CREATE FUNCTION search_query(words text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(websearch_to_tsquery('pennypost', words)::text,
    '''(' || rtrim(kana_and_kanji(), '+') || ')''', '''\1'':*', 'g')::tsquery
$$;

-- The words that are found in pieces, each with what is left of it when a letter is lost. Two words that share such a rest are
-- one typing error apart: a letter missing, added, wrong, or in another place.
CREATE TABLE "search_word" (
    "word" TEXT NOT NULL,
    "lexeme" TEXT NOT NULL,
    "rests" TEXT[],

    CONSTRAINT "search_word_pkey" PRIMARY KEY ("word")
);
CREATE INDEX "search_word_lexeme_idx" ON "search_word"("lexeme");
CREATE INDEX "search_word_rests_idx" ON "search_word" USING GIN ("rests");
CREATE INDEX "search_word_word_idx" ON "search_word" USING GIN ("word" gin_trgm_ops);

CREATE FUNCTION rests_of(word text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_agg(DISTINCT overlay(word PLACING '' FROM at FOR 1)) || word FROM generate_series(1, length(word)) AS at
$$;

-- Words as they are written, without accents.
CREATE TEXT SEARCH CONFIGURATION pennypost_words (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION pennypost_words
  ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part WITH unaccent, simple;

-- Of a free part its first 2,000 words: who publishes noise fills no table with it.
CREATE FUNCTION learn_words(items text[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO search_word (word, lexeme, rests)
  SELECT word, (tsvector_to_array(to_tsvector('pennypost', word)))[1], rests_of(word)
    FROM (SELECT DISTINCT found.lexeme AS word
            FROM item_search s
            JOIN item i ON i.id = s.item_id
            JOIN item_version v ON v.id = i.published_version_id,
         LATERAL (SELECT lexeme FROM unnest(to_tsvector('pennypost_words', spaced_words(s.names)))
                  UNION
                  (SELECT lexeme FROM unnest(to_tsvector('pennypost_words', spaced_words(v.preview))) ORDER BY positions[1] LIMIT 2000)
                 ) AS found
           WHERE s.item_id = ANY(items) AND found.lexeme ~ '^[[:alpha:]]{4,20}$') AS words
   WHERE NOT EXISTS (SELECT FROM search_word known WHERE known.word = words.word)
   ORDER BY word
  ON CONFLICT DO NOTHING;
$$;

-- What a piece is called, apart: so many match a common word that only these and some of the others are ranked.
ALTER TABLE "item_search" ADD COLUMN "title" tsvector NOT NULL DEFAULT '';
CREATE INDEX "item_search_title_idx" ON "item_search" USING GIN ("title");

CREATE OR REPLACE FUNCTION refresh_item_search(items text[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO item_search (item_id, title, document, names)
  SELECT item_id, title, title || search_vector(dek, 'C') || search_vector(preview, 'D'), names
    FROM (SELECT i.id AS item_id, v.dek, v.preview,
                 search_vector(v.title, 'A')
                   || search_vector(concat_ws(' ', array_to_string(i.tags, ' '), c.display_name, c.handle), 'B') AS title,
                 lower(unaccent(normalize(
                   concat_ws(E'\n', v.title, v.dek, array_to_string(i.tags, ' '), c.display_name, c.handle), NFKC))) AS names
            FROM item i JOIN creator c ON c.id = i.creator_id JOIN item_version v ON v.id = i.published_version_id
           WHERE i.id = ANY(items)) AS published
  ON CONFLICT (item_id) DO UPDATE SET title = excluded.title, document = excluded.document, names = excluded.names;
  SELECT learn_words(items);
$$;

SELECT refresh_item_search(ARRAY(SELECT id FROM item));
ALTER TABLE "item_search" ALTER COLUMN "title" DROP DEFAULT;
