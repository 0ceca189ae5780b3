-- Taken at once, and nothing else: what waits for this table meanwhile holds nothing that is wanted below.
LOCK TABLE "item" IN ACCESS EXCLUSIVE MODE;

-- The market's lists read their page and no more, however many pieces there are: in each order of all pieces, of a creator's and of a tag's.
CREATE INDEX "item_listed_amount" ON "item"("amount", "id") WHERE "status" = 'listed';
CREATE INDEX "item_listed_published" ON "item"("published_at" DESC, "id" DESC) WHERE "status" = 'listed';
CREATE INDEX "item_listed_of_creator" ON "item"("creator_id", "published_at" DESC, "id" DESC) WHERE "status" = 'listed';
CREATE INDEX "item_listed_amount_of_creator" ON "item"("creator_id", "amount", "id") WHERE "status" = 'listed';
CREATE INDEX "item_own" ON "item"("creator_id", "updated_at" DESC, "id" DESC) WHERE "status" <> 'removed';
CREATE INDEX "item_listed_tags" ON "item" USING GIN ("tags") WHERE "status" = 'listed';

-- Words of the published version, free part included: a list of long articles looks at no versions but those that it shows.
ALTER TABLE "item" ADD COLUMN "words" INTEGER NOT NULL DEFAULT 0;
UPDATE "item" i SET "words" = v."words" + v."preview_words" FROM "item_version" v WHERE v."id" = i."published_version_id";
CREATE FUNCTION words_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.words := coalesce((SELECT words + preview_words FROM item_version WHERE id = NEW.published_version_id), 0);
  RETURN NEW;
END $$;
CREATE TRIGGER item_words BEFORE INSERT OR UPDATE OF published_version_id ON item FOR EACH ROW EXECUTE FUNCTION words_published();

-- How many listed pieces have a tag. Kept, not counted.
CREATE TABLE "tag_total" (
    "tag" TEXT NOT NULL,
    "items" INTEGER NOT NULL,

    CONSTRAINT "tag_total_pkey" PRIMARY KEY ("tag")
);
CREATE INDEX "tag_total_items_tag_idx" ON "tag_total"("items" DESC, "tag");

-- By statement and in the order of the tags: two that write never deadlock, and taking down a whole shop writes each tag once.
CREATE FUNCTION move_tags(come text[], gone text[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO tag_total AS t (tag, items)
  SELECT tag, sum(pieces) FROM (SELECT tag, 1 AS pieces FROM unnest(come) AS tag UNION ALL SELECT tag, -1 FROM unnest(gone) AS tag) AS changes
   GROUP BY tag HAVING sum(pieces) <> 0 ORDER BY tag
  ON CONFLICT (tag) DO UPDATE SET items = t.items + excluded.items;
  DELETE FROM tag_total WHERE tag = ANY(gone) AND items <= 0;
$$;
CREATE FUNCTION count_tags() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  come text[] := '{}';
  gone text[] := '{}';
BEGIN
  IF TG_OP <> 'DELETE' THEN come := ARRAY(SELECT unnest(tags) FROM new_rows WHERE status = 'listed'); END IF;
  IF TG_OP <> 'INSERT' THEN gone := ARRAY(SELECT unnest(tags) FROM old_rows WHERE status = 'listed'); END IF;
  IF come <> gone THEN PERFORM move_tags(come, gone); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER item_tags_come AFTER INSERT ON item REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_tags();
CREATE TRIGGER item_tags_change AFTER UPDATE ON item REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_tags();
CREATE TRIGGER item_tags_go AFTER DELETE ON item REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_tags();
INSERT INTO tag_total SELECT tag, count(*) FROM item, unnest(tags) AS tag WHERE status = 'listed' GROUP BY tag;
