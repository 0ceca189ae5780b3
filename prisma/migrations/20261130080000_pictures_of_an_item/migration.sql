-- Whether an item's versions name a picture is asked of that item: a hash that thousands of another's versions name had all of these read.
-- Nobody saves a text meanwhile, whose trigger would not know the column.
LOCK TABLE "item_version" IN SHARE ROW EXCLUSIVE MODE;
ALTER TABLE "version_picture" ADD COLUMN "item_id" TEXT;
UPDATE "version_picture" n SET "item_id" = v."item_id" FROM "item_version" v WHERE v."id" = n."version_id";
ALTER TABLE "version_picture" ALTER COLUMN "item_id" SET NOT NULL;
CREATE INDEX "version_picture_item_id_sha256_idx" ON "version_picture"("item_id", "sha256");
DROP INDEX "version_picture_sha256_idx";

CREATE OR REPLACE FUNCTION is_picture_named(item text, picture text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM version_picture WHERE item_id = item AND sha256 = picture)
$$;

-- The first 500 that a text names, as lib/markdown/pictures.ts reads it: an item has no more.
CREATE OR REPLACE FUNCTION pictures_named(body text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN strpos(body, 'picture:') = 0 THEN '{}' ELSE ARRAY(
    SELECT found[1] FROM regexp_matches(body, 'picture:([0-9a-f]{64})', 'g') WITH ORDINALITY AS names (found, place)
     GROUP BY 1 ORDER BY min(place) LIMIT 500) END
$$;

-- Of both parts no more than 500 either, the free one's first.
CREATE OR REPLACE FUNCTION name_pictures() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free text[] := pictures_named(NEW.preview);
  paid text[] := ARRAY(
    SELECT name FROM unnest(pictures_named(NEW.content)) WITH ORDINALITY AS names (name, place)
     WHERE NOT EXISTS (SELECT FROM unnest(free) AS shown WHERE shown = name)
     ORDER BY place LIMIT 500 - cardinality(free));
BEGIN
  IF TG_OP = 'UPDATE' THEN
    WITH names AS (SELECT DISTINCT unnest(free || paid) AS sha256),
         gone AS (
           DELETE FROM version_picture v
            WHERE v.version_id = NEW.id AND NOT EXISTS (SELECT FROM names n WHERE n.sha256 = v.sha256) RETURNING v.sha256)
    UPDATE item_picture SET touched_at = now() WHERE item_id = NEW.item_id AND sha256 IN (SELECT sha256 FROM gone);
  END IF;
  INSERT INTO version_picture AS v (version_id, item_id, sha256, is_free)
  SELECT NEW.id, NEW.item_id, unnest(free), true UNION ALL SELECT NEW.id, NEW.item_id, unnest(paid), false
  ON CONFLICT (version_id, sha256) DO UPDATE SET is_free = excluded.is_free WHERE v.is_free <> excluded.is_free;
  RETURN NULL;
END $$;
