-- The words for the blocks of 4,096 pieces from one number up to another, as few as there are.
CREATE FUNCTION block_lexemes(first bigint, below bigint) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  lexemes text[] := '{}';
  size int;
BEGIN
  WHILE first < below LOOP
    size := 12;
    WHILE first % (1 << size) <> 0 OR first + (1 << size) > below LOOP size := size - 1; END LOOP;
    lexemes := lexemes || block_lexeme(size, first >> size);
    first := first + (1 << size);
  END LOOP;
  RETURN lexemes;
END $$;

-- The newest that match, as before, but as many older blocks are asked for at once as should have what is missing, by how many the newer ones
-- had; up to eight times as many as the time before. Each question takes a millisecond, and twice as many blocks each time were two dozen
-- questions for a rare word among a million pieces.
CREATE OR REPLACE FUNCTION newest_found(field text, query tsquery, price_max bigint, words_from int, words_below int, most int)
RETURNS SETOF text LANGUAGE plpgsql STABLE ROWS 30 SET enable_seqscan = off AS $$
DECLARE
  is_narrowed boolean := price_max IS NOT NULL OR words_below IS NOT NULL;
  looked_max int := CASE WHEN is_narrowed THEN 3 * most ELSE most END;
  -- Blocks of 4,096 there are, those that are left, and how many of those are asked for next.
  newest bigint := (SELECT last_value / 4096 + 1 FROM item_search_number);
  blocks bigint := newest;
  span bigint := 1;
  first bigint;
  wanted int;
  read_max int;
  ids text[] := '{}';
  fit text[];
  looked int := 0;
BEGIN
  -- Of "???" no word is left, and a block beside that would be all that is in it.
  IF coalesce(numnode(query), 0) = 0 THEN RETURN; END IF;
  WHILE blocks > 0 AND cardinality(ids) < most AND looked < looked_max LOOP
    first := greatest(blocks - span, 0);
    wanted := looked_max - looked;
    -- An index gives no order: of a single block all that match are read for it, of several no more than twice what is wanted.
    read_max := CASE WHEN blocks - first > 1 THEN 2 * wanted END;
    EXECUTE format('SELECT coalesce(array_agg(item_id ORDER BY number DESC), ''{}'')
                      FROM (SELECT item_id, number FROM item_search WHERE %1$I @@ $1 AND %1$I @@ $3 LIMIT $2) AS found', field)
       INTO fit USING any_lexeme(block_lexemes(first, blocks)), read_max, query;
    IF cardinality(fit) = read_max THEN
      span := (blocks - first) / 2;
      CONTINUE;
    END IF;
    fit := fit[:wanted];
    blocks := first;
    looked := looked + cardinality(fit);
    span := greatest(1, least(8 * span, (looked_max - looked) * (newest - blocks) * 5 / 4 / greatest(looked, 1)));
    IF is_narrowed THEN
      fit := ARRAY(SELECT i.id FROM unnest(fit) WITH ORDINALITY AS f (id, at) JOIN item i ON i.id = f.id
                    WHERE (price_max IS NULL OR i.amount <= price_max)
                      AND (words_below IS NULL OR (i.kind = 'article' AND i.words >= words_from AND i.words < words_below))
                    ORDER BY f.at LIMIT most - cardinality(ids));
    END IF;
    ids := ids || fit;
  END LOOP;
  RETURN QUERY SELECT unnest(ids);
END $$;
