-- What was published stays what it was, until its item is taken down and nobody has paid for it: then its words may be erased.
CREATE OR REPLACE FUNCTION "keep_published_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."title" = '' AND NEW."content" = '' AND NEW."sha256" = OLD."sha256" AND NEW."number" = OLD."number"
     AND EXISTS (SELECT FROM "item" WHERE "id" = OLD."item_id" AND "status" = 'removed')
     AND NOT EXISTS (SELECT FROM "purchase" WHERE "item_id" = OLD."item_id") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'version % of % was published and cannot be changed', OLD."number", OLD."item_id";
END $$;

-- What was taken down and not yet looked at by who erases.
CREATE INDEX "item_taken_down_idx" ON "item"("updated_at") WHERE "status" = 'removed' AND "draft_version_id" IS NOT NULL;
