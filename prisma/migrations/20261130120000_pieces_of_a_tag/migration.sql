-- The listed pieces of a tag, and of a creator's tag, in each order of the market's lists: a page reads what it shows, however many have it.
CREATE TABLE "item_tag" (
    "item_id" TEXT NOT NULL,
    "tag" TEXT NOT NULL,
    "creator_id" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "amount" BIGINT NOT NULL,
    "popularity" BIGINT NOT NULL,

    CONSTRAINT "item_tag_pkey" PRIMARY KEY ("item_id","tag")
);
CREATE INDEX "item_tag_tag_published_at_item_id_idx" ON "item_tag"("tag", "published_at" DESC, "item_id" DESC);
CREATE INDEX "item_tag_tag_amount_item_id_idx" ON "item_tag"("tag", "amount", "item_id");
CREATE INDEX "item_tag_tag_popularity_item_id_idx" ON "item_tag"("tag", "popularity" DESC, "item_id" DESC);
CREATE INDEX "item_tag_creator_id_tag_published_at_item_id_idx" ON "item_tag"("creator_id", "tag", "published_at" DESC, "item_id" DESC);
CREATE INDEX "item_tag_creator_id_tag_amount_item_id_idx" ON "item_tag"("creator_id", "tag", "amount", "item_id");
CREATE INDEX "item_tag_creator_id_tag_popularity_item_id_idx" ON "item_tag"("creator_id", "tag", "popularity" DESC, "item_id" DESC);

-- Waits for those who write items, so that whatever is written later is written by the function below.
ALTER TABLE "item_tag" ADD CONSTRAINT "item_tag_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Keeps how many listed pieces have each tag, and which. Nothing is joined with what has changed: a plan is kept for the session, and one made
-- for a whole shop would read all tags for a single piece, or the other way round each piece for each.
CREATE OR REPLACE FUNCTION count_tags() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  come text[] := '{}';
  gone text[] := '{}';
  left_items text[];
  left_tags text[];
BEGIN
  IF TG_OP <> 'DELETE' THEN come := ARRAY(SELECT unnest(tags) FROM new_rows WHERE status = 'listed'); END IF;
  IF TG_OP <> 'INSERT' THEN gone := ARRAY(SELECT unnest(tags) FROM old_rows WHERE status = 'listed'); END IF;
  IF come <> gone THEN PERFORM move_tags(come, gone); END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO item_tag (item_id, tag, creator_id, published_at, amount, popularity)
    SELECT DISTINCT id, tag, creator_id, published_at, amount, popularity FROM new_rows, unnest(tags) AS tag WHERE status = 'listed';
  ELSIF TG_OP = 'UPDATE' THEN
    SELECT array_agg(id), array_agg(tag) INTO left_items, left_tags FROM (
      SELECT id, tag FROM old_rows, unnest(tags) AS tag WHERE status = 'listed'
      EXCEPT
      SELECT id, tag FROM new_rows, unnest(tags) AS tag WHERE status = 'listed') AS tags_left;
    IF left_items IS NOT NULL THEN
      DELETE FROM item_tag t USING unnest(left_items, left_tags) AS l(item_id, tag) WHERE t.item_id = l.item_id AND t.tag = l.tag;
    END IF;
    INSERT INTO item_tag (item_id, tag, creator_id, published_at, amount, popularity)
    SELECT id, tag, creator_id, published_at, amount, popularity FROM new_rows, unnest(tags) AS tag WHERE status = 'listed'
    EXCEPT
    SELECT id, tag, creator_id, published_at, amount, popularity FROM old_rows, unnest(tags) AS tag WHERE status = 'listed'
    ON CONFLICT (item_id, tag) DO UPDATE
      SET published_at = excluded.published_at, amount = excluded.amount, popularity = excluded.popularity;
  END IF;
  RETURN NULL;
END $$;
