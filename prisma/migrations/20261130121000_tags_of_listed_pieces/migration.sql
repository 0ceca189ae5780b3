-- Writes the tags of the pieces that were listed before. It commits after each thousand pieces, so that nobody waits for longer than those
-- take; cut off, it can be run again.
DO $$
DECLARE
  after text := '';
  until text;
BEGIN
  LOOP
    SELECT max(id) INTO until FROM (SELECT id FROM item WHERE id > after ORDER BY id LIMIT 1000) AS next;
    EXIT WHEN until IS NULL;
    -- Locked in the order of their ids, as whoever else locks several does: none is taken from the market or changed meanwhile.
    INSERT INTO item_tag (item_id, tag, creator_id, published_at, amount, popularity)
    SELECT DISTINCT id, tag, creator_id, published_at, amount, popularity
      FROM (SELECT id, tags, creator_id, published_at, amount, popularity FROM item
             WHERE id > after AND id <= until AND status = 'listed' ORDER BY id FOR SHARE) AS listed, unnest(tags) AS tag
    ON CONFLICT (item_id, tag) DO NOTHING;
    after := until;
    COMMIT;
  END LOOP;
END $$;
