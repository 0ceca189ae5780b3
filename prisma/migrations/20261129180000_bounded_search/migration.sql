-- What a text may cost that is published. PostgreSQL's parser of texts takes time with the square of some punctuation (unfinished
-- comments, addresses without an end), and normalizing with the square of the marks on one letter. So the search reads the first 50,000
-- letters, without punctuation, and what runs on without a space or a sign of Japanese is cut.
CREATE FUNCTION searchable(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(
    left(normalize(regexp_replace(left(words, 50000), '[^[:space:]\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff]{200}', '\& ', 'g'), NFKC), 50000),
    '[\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u00a1-\u00bf\u2010-\u205e\u3000-\u303f\u30fb]', ' ', 'g')
$$;

-- Both of a text that is searchable().
CREATE OR REPLACE FUNCTION spaced_words(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(words, kana_and_kanji(), ' ', 'g')
$$;
CREATE OR REPLACE FUNCTION search_vector(words text, weight "char") RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector('pennypost', spaced_words(read)) || to_tsvector('pennypost', letter_pairs(read)), weight)
    FROM searchable(words) AS read
$$;

-- Whose piece first had a word, which bounds what one creator brings in; null for words from before.
ALTER TABLE "search_word" ADD COLUMN "creator_id" TEXT;
CREATE INDEX "search_word_creator_id_idx" ON "search_word"("creator_id");

DROP FUNCTION learn_words(text[]);
-- The new words of a piece: up to 1,000, and of one creator's pieces together up to 20,000.
CREATE FUNCTION learn_words(piece text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO search_word (word, lexeme, rests, creator_id)
  SELECT word, (tsvector_to_array(to_tsvector('pennypost', word)))[1], rests_of(word), creator_id
    FROM (SELECT DISTINCT found.lexeme AS word, i.creator_id
            FROM item_search s
            JOIN item i ON i.id = s.item_id
            JOIN item_version v ON v.id = i.published_version_id,
         LATERAL (SELECT lexeme FROM unnest(to_tsvector('pennypost_words', spaced_words(searchable(s.names))))
                  UNION
                  (SELECT lexeme FROM unnest(to_tsvector('pennypost_words', spaced_words(searchable(v.preview))))
                    ORDER BY positions[1] LIMIT 2000)
                 ) AS found
           WHERE s.item_id = piece AND found.lexeme ~ '^[[:alpha:]]{4,20}$') AS words
   WHERE NOT EXISTS (SELECT FROM search_word known WHERE known.word = words.word)
   ORDER BY word
   LIMIT (SELECT greatest(0, least(1000, 20000 - count(*))) FROM search_word
           WHERE creator_id = (SELECT creator_id FROM item WHERE id = piece))
  ON CONFLICT DO NOTHING;
$$;

DROP FUNCTION refresh_item_search(text[]);
CREATE FUNCTION refresh_item_search(piece text) RETURNS void LANGUAGE sql AS $$
  -- Whoever publishes it meanwhile comes first or waits: what is read next is what stays.
  SELECT FROM item WHERE id = piece FOR SHARE;
  INSERT INTO item_search (item_id, title, document, names)
  SELECT item_id, title, title || search_vector(dek, 'C') || search_vector(preview, 'D'), names
    FROM (SELECT i.id AS item_id, v.dek, v.preview,
                 search_vector(v.title, 'A')
                   || search_vector(concat_ws(' ', array_to_string(i.tags, ' '), c.display_name, c.handle), 'B') AS title,
                 lower(unaccent(normalize(
                   concat_ws(E'\n', v.title, v.dek, array_to_string(i.tags, ' '), c.display_name, c.handle), NFKC))) AS names
            FROM item i JOIN creator c ON c.id = i.creator_id JOIN item_version v ON v.id = i.published_version_id
           WHERE i.id = piece AND i.status = 'listed') AS published
  ON CONFLICT (item_id) DO UPDATE SET title = excluded.title, document = excluded.document, names = excluded.names;
  SELECT learn_words(piece);
$$;

-- Only listed pieces are searched, and only they are in the table.
DROP TRIGGER item_search ON item;
CREATE OR REPLACE FUNCTION item_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> 'listed' THEN
    DELETE FROM item_search WHERE item_id = NEW.id;
  ELSIF TG_OP = 'INSERT' OR (OLD.status, OLD.published_version_id, OLD.tags) IS DISTINCT FROM (NEW.status, NEW.published_version_id, NEW.tags) THEN
    PERFORM refresh_item_search(NEW.id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER item_search AFTER INSERT OR UPDATE OF published_version_id, tags, status ON item
  FOR EACH ROW WHEN (NEW.published_version_id IS NOT NULL) EXECUTE FUNCTION item_changed();
DELETE FROM item_search s USING item i WHERE i.id = s.item_id AND i.status <> 'listed';

-- A creator's new name is to be read with each of their pieces, which takes longer than a request should: a job does it.
CREATE TABLE "search_due" (
    "item_id" TEXT NOT NULL,

    CONSTRAINT "search_due_pkey" PRIMARY KEY ("item_id")
);
CREATE OR REPLACE FUNCTION creator_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_due SELECT s.item_id FROM item i JOIN item_search s ON s.item_id = i.id WHERE i.creator_id = NEW.id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
INSERT INTO search_due SELECT item_id FROM item_search;

-- Refreshes up to `most` of what is due; returns how many there were.
CREATE FUNCTION refresh_due_search(most int) RETURNS int LANGUAGE sql AS $$
  WITH taken AS (DELETE FROM search_due WHERE item_id IN (SELECT item_id FROM search_due ORDER BY item_id LIMIT most FOR UPDATE SKIP LOCKED)
                 RETURNING item_id)
  SELECT count(*)::int FROM (SELECT refresh_item_search(item_id) FROM taken OFFSET 0) AS refreshed
$$;

-- Forgets words that no listed piece has any longer, among the `most` words after `start`; returns the last one looked at, or null at the end.
-- Without sequential scans: for a word that nobody has, one would read every document there is.
CREATE FUNCTION forget_words(start text, most int) RETURNS text LANGUAGE sql SET enable_seqscan = off AS $$
  WITH looked_at AS (SELECT word, lexeme FROM search_word WHERE word > start ORDER BY word LIMIT most),
       gone AS (SELECT word FROM looked_at
                 WHERE NOT EXISTS (SELECT FROM item_search WHERE document @@ ('''' || lexeme || '''')::tsquery)),
       forgotten AS (DELETE FROM search_word WHERE word IN (SELECT word FROM gone))
  SELECT CASE WHEN count(*) = most THEN max(word) END FROM looked_at
$$;
