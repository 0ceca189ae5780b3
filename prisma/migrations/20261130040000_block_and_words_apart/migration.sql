-- The newest that match, as before, but the block and the words are two conditions. Of one, "this word and this block", PostgreSQL goes along
-- all of the rarest word's pieces; of two, it leaps in each list to where the other has come, and reads those of the block.
CREATE OR REPLACE FUNCTION newest_found(field text, query tsquery, price_max bigint, words_from int, words_below int, most int)
RETURNS SETOF text LANGUAGE plpgsql STABLE ROWS 30 SET enable_seqscan = off AS $$
DECLARE
  is_narrowed boolean := price_max IS NOT NULL OR words_below IS NOT NULL;
  looked_max int := CASE WHEN is_narrowed THEN 3 * most ELSE most END;
  -- Blocks of 4,096 that are left, how large the next one may be, and whether they grow or shrink.
  blocks bigint := (SELECT last_value / 4096 + 1 FROM item_search_number);
  size_max int := 0;
  step int := 1;
  size int;
  wanted int;
  ids text[] := '{}';
  fit text[];
  looked int := 0;
BEGIN
  -- Of "???" no word is left, and a block beside that would be all that is in it.
  IF coalesce(numnode(query), 0) = 0 THEN RETURN; END IF;
  WHILE blocks > 0 AND cardinality(ids) < most AND looked < looked_max LOOP
    size := size_max;
    WHILE blocks % (1 << size) <> 0 LOOP size := size - 1; END LOOP;
    wanted := looked_max - looked;
    EXECUTE format('SELECT coalesce(array_agg(item_id ORDER BY number DESC), ''{}'')
                      FROM (SELECT item_id, number FROM item_search WHERE %1$I @@ $1 AND %1$I @@ $3 %2$s LIMIT $2) AS found',
                   field, CASE WHEN size = 0 THEN 'ORDER BY number DESC' END)
       INTO fit USING any_lexeme(ARRAY[block_lexeme(size, (blocks >> size) - 1)]), wanted, query;
    -- Any of those in the block. All that are wanted are in it, so from here on blocks only shrink.
    IF size > 0 AND cardinality(fit) = wanted THEN
      step := -1;
      size_max := size - 1;
      CONTINUE;
    END IF;
    blocks := blocks - (1 << size);
    size_max := least(greatest(size_max + step, 0), 12);
    looked := looked + cardinality(fit);
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
