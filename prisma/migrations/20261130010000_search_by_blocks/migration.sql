-- A search reads the newest pieces that match and no others, however many match. An index of words has no order; so pieces are
-- numbered as they are listed, and each has the blocks of its number among its words (of 4,096 pieces, of twice as many, and so on), as
-- well as whose it is, its kind, its tags and its whole title. What is asked of the index is then "this word, in this block, of this
-- creator". No text has such words: searchable() leaves no punctuation.
CREATE FUNCTION as_lexeme(kind text, value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT kind || left(value, 200)
$$;
-- Letters that lower() and unaccent() and normalize() make one are one in a title.
CREATE FUNCTION title_lexeme(title text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT as_lexeme('=', md5(regexp_replace(lower(unaccent(searchable(title))), '[[:space:]]+', '', 'g')))
$$;
CREATE FUNCTION block_lexeme(size int, block bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT as_lexeme('#', size || ':' || block)
$$;
CREATE FUNCTION search_facts(number bigint, creator text, kind text, tags text[], title text) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT array_to_tsvector(ARRAY(SELECT as_lexeme('+', tag) FROM unnest(tags) AS tag WHERE tag IS NOT NULL)
    || ARRAY(SELECT block_lexeme(size, number >> (12 + size)) FROM generate_series(0, 12) AS size)
    || ARRAY[as_lexeme('@', creator), as_lexeme('!', kind), title_lexeme(title)])
$$;
-- The lexemes as a query that asks for any of them.
CREATE FUNCTION any_lexeme(lexemes text[]) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(string_agg('''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || '''', ' | '), '')::tsquery FROM unnest(lexemes) AS lexeme
$$;

-- Katakana is found by hiragana and the other way round, and a letter of Japanese is an entry of its own beside the pairs that it begins.
CREATE FUNCTION as_hiragana(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT translate(words, 'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶヽヾ',
                          'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖゝゞ')
$$;
CREATE FUNCTION kana_letters(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_tsvector(ARRAY(
    SELECT DISTINCT letter FROM regexp_matches(left(words, 16000), kana_and_kanji(), 'g') AS found (part), unnest(string_to_array(part[1], NULL)) AS letter))
$$;
CREATE OR REPLACE FUNCTION search_vector(words text, weight "char") RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector('pennypost', spaced_words(read)) || to_tsvector('pennypost', letter_pairs(read)), weight) || kana_letters(read)
    FROM as_hiragana(searchable(words)) AS read
$$;
CREATE OR REPLACE FUNCTION search_query(words text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT websearch_to_tsquery('pennypost', as_hiragana(words))
$$;

-- What the search keeps of a piece.
CREATE FUNCTION search_row(number bigint, creator text, kind text, tags text[], display_name text, handle text, title text, dek text, preview text,
                           OUT called tsvector, OUT document tsvector, OUT names text) LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  called := search_vector(title, 'A') || search_vector(concat_ws(' ', array_to_string(tags, ' '), display_name, handle), 'B')
            || search_facts(number, creator, kind, tags, title);
  document := called || search_vector(dek, 'C') || search_vector(preview, 'D');
  names := lower(unaccent(normalize(concat_ws(E'\n', title, dek, array_to_string(tags, ' '), display_name, handle), NFKC)));
END $$;

CREATE SEQUENCE "item_search_number" MINVALUE 0 START 0;
ALTER TABLE "item_search" ADD COLUMN "number" BIGINT;

CREATE OR REPLACE FUNCTION refresh_item_search(piece text) RETURNS void LANGUAGE sql AS $$
  -- Whoever publishes it meanwhile comes first or waits: what is read next is what stays.
  SELECT FROM item WHERE id = piece FOR SHARE;
  INSERT INTO item_search (item_id, number, title, document, names)
  SELECT i.id, n.number, r.called, r.document, r.names
    FROM item i JOIN creator c ON c.id = i.creator_id JOIN item_version v ON v.id = i.published_version_id,
         LATERAL (SELECT coalesce((SELECT number FROM item_search WHERE item_id = i.id), nextval('item_search_number')) AS number) AS n,
         search_row(n.number, i.creator_id, i.kind::text, i.tags, c.display_name, c.handle, v.title, v.dek, v.preview) AS r
   WHERE i.id = piece AND i.status = 'listed'
  ON CONFLICT (item_id) DO UPDATE SET title = excluded.title, document = excluded.document, names = excluded.names;
  SELECT learn_words(piece);
$$;

-- The newest that match, up to `most`; `field` is "title" or "document". One block after another is asked for from the newest on, and
-- larger ones as it goes on. Of price and length no word tells: up to three times as many are looked at for them.
CREATE FUNCTION newest_found(field text, query tsquery, price_max bigint, words_from int, words_below int, most int)
RETURNS SETOF text LANGUAGE plpgsql STABLE ROWS 30 SET enable_seqscan = off AS $$
DECLARE
  is_narrowed boolean := price_max IS NOT NULL OR words_below IS NOT NULL;
  looked_max int := CASE WHEN is_narrowed THEN 3 * most ELSE most END;
  -- Blocks of 4,096 that are left, and how large the next one may be.
  blocks bigint := (SELECT last_value / 4096 + 1 FROM item_search_number);
  size_max int := 0;
  size int;
  ids text[] := '{}';
  fit text[];
  looked int := 0;
BEGIN
  WHILE blocks > 0 AND cardinality(ids) < most AND looked < looked_max LOOP
    size := size_max;
    WHILE blocks % (1 << size) <> 0 LOOP size := size - 1; END LOOP;
    blocks := blocks - (1 << size);
    size_max := least(size_max + 1, 12);
    EXECUTE format('SELECT coalesce(array_agg(item_id), ''{}'') FROM (SELECT item_id FROM item_search WHERE %I @@ $1 LIMIT $2) AS found', field)
       INTO fit USING any_lexeme(ARRAY[block_lexeme(size, blocks >> size)]) && query, looked_max - looked;
    looked := looked + cardinality(fit);
    IF is_narrowed THEN
      fit := ARRAY(SELECT id FROM item
                    WHERE id = ANY(fit) AND (price_max IS NULL OR amount <= price_max)
                      AND (words_below IS NULL OR (kind = 'article' AND words >= words_from AND words < words_below))
                    LIMIT most - cardinality(ids));
    END IF;
    ids := ids || fit;
  END LOOP;
  RETURN QUERY SELECT unnest(ids);
END $$;

-- What there is has these words at once; with its Japanese it is read anew by the job. Indexes are quicker made than kept meanwhile; that of
-- names goes, since parts of words are looked for among the known ones.
DROP INDEX "item_search_names_idx";
DROP INDEX "item_search_title_idx";
DROP INDEX "item_search_document_idx";
UPDATE "item_search" s SET "number" = f.number, "title" = s."title" || f.facts, "document" = s."document" || f.facts
  FROM (SELECT item_id, number, search_facts(number, creator_id, kind, tags, title) AS facts
          FROM (SELECT s.item_id, row_number() OVER (ORDER BY i.published_at, i.id) - 1 AS number, i.creator_id, i.kind::text AS kind, i.tags, v.title
                  FROM item_search s JOIN item i ON i.id = s.item_id JOIN item_version v ON v.id = i.published_version_id) AS listed) AS f
 WHERE f.item_id = s.item_id;
SELECT setval('item_search_number', (SELECT count(*) FROM item_search), false);
ALTER TABLE "item_search" ALTER COLUMN "number" SET DEFAULT nextval('item_search_number'), ALTER COLUMN "number" SET NOT NULL;
ALTER SEQUENCE "item_search_number" OWNED BY "item_search"."number";
CREATE INDEX "item_search_title_idx" ON "item_search" USING GIN ("title");
CREATE INDEX "item_search_document_idx" ON "item_search" USING GIN ("document");
INSERT INTO search_due SELECT item_id FROM item_search ON CONFLICT DO NOTHING;
