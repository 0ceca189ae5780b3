-- An index gives all pieces that have a word to tell that there is one. Nearly every word is among the newest pieces, so these are asked
-- first, two blocks of 4,096; of all pieces only for words that are not among them, which few have.
CREATE OR REPLACE FUNCTION forget_words(start text, most int) RETURNS text LANGUAGE sql SET enable_seqscan = off AS $$
  WITH newest AS MATERIALIZED (
         SELECT any_lexeme(ARRAY[block_lexeme(0, last_value / 4096), block_lexeme(0, last_value / 4096 - 1)]) AS blocks
           FROM item_search_number),
       looked_at AS (SELECT word, any_lexeme(ARRAY[lexeme]) AS query FROM search_word WHERE word > start ORDER BY word LIMIT most),
       gone AS (SELECT word FROM looked_at, newest
                 WHERE CASE WHEN EXISTS (SELECT FROM item_search WHERE document @@ (blocks && query)) THEN false
                            ELSE NOT EXISTS (SELECT FROM item_search WHERE document @@ query) END),
       forgotten AS (DELETE FROM search_word WHERE word IN (SELECT word FROM gone))
  SELECT CASE WHEN count(*) = most THEN max(word) END FROM looked_at
$$;
