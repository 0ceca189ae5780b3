-- A sale counts at the time of its block, however late it becomes final or is rebuilt, and once, whatever happens to its row later.
DROP FUNCTION popularity_with(bigint, int, bigint);

-- `weight`: of sales as seen at `at`.
CREATE FUNCTION popularity_with(popularity bigint, weight float8, at bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT greatest(popularity, at) + round(604800000 / ln(2::float8) * ln(
           power(2::float8, greatest(-900, (popularity - greatest(popularity, at)) / 604800000.0)::float8)
           + weight * power(2::float8, greatest(-900, (at - greatest(popularity, at)) / 604800000.0)::float8)))::bigint
$$;

-- Items are locked in the order of their ids, as whoever else locks several does.
CREATE FUNCTION popular_by_sales(item_ids text[], times bigint[]) RETURNS void LANGUAGE sql AS $$
  WITH sale AS (SELECT item_id, at, max(at) OVER (PARTITION BY item_id) AS latest FROM unnest(item_ids, times) AS s(item_id, at)),
       sold AS (SELECT item_id, latest, sum(power(2::float8, greatest(-900, (at - latest) / 604800000.0)::float8)) AS weight
                  FROM sale GROUP BY item_id, latest),
       locked AS MATERIALIZED (SELECT id FROM item WHERE id IN (SELECT item_id FROM sold) ORDER BY id FOR NO KEY UPDATE)
  UPDATE item i SET popularity = popularity_with(i.popularity, sold.weight, sold.latest)
    FROM locked JOIN sold ON sold.item_id = locked.id WHERE i.id = locked.id
$$;
CREATE FUNCTION popular_by_new_settlements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM popular_by_sales(array_agg(item_id), array_agg(epoch_ms(settled_at))) FROM new_rows
    WHERE finalized_at IS NOT NULL HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION popular_by_final_settlements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM popular_by_sales(array_agg(n.item_id), array_agg(epoch_ms(n.settled_at)))
     FROM new_rows n JOIN old_rows o ON o.purchase_id = n.purchase_id
    WHERE n.finalized_at IS NOT NULL AND o.finalized_at IS NULL HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE TRIGGER settlement_popular_new AFTER INSERT ON settlement REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION popular_by_new_settlements();
CREATE TRIGGER settlement_popular_final AFTER UPDATE ON settlement REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION popular_by_final_settlements();

-- In the order of the items, which it locks one after another.
CREATE OR REPLACE FUNCTION refresh_due_search(most int) RETURNS int LANGUAGE sql AS $$
  WITH taken AS (DELETE FROM search_due WHERE item_id IN (SELECT item_id FROM search_due ORDER BY item_id LIMIT most FOR UPDATE SKIP LOCKED)
                 RETURNING item_id),
       ordered AS MATERIALIZED (SELECT item_id FROM taken ORDER BY item_id)
  SELECT count(*)::int FROM (SELECT refresh_item_search(item_id) FROM ordered OFFSET 0) AS refreshed
$$;
