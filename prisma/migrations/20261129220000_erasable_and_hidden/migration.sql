-- Lists are never NULL: what reads them knows empty ones only.
UPDATE "creator" SET "links" = '{}' WHERE "links" IS NULL;
UPDATE "item" SET "tags" = coalesce("tags", '{}'), "schedule_missing" = coalesce("schedule_missing", '{}')
 WHERE "tags" IS NULL OR "schedule_missing" IS NULL;
UPDATE "search_word" SET "rests" = '{}' WHERE "rests" IS NULL;
UPDATE "item_version" SET "headings" = '{}' WHERE "headings" IS NULL;
UPDATE "api_key" SET "scopes" = '{}' WHERE "scopes" IS NULL;
ALTER TABLE "creator" ALTER COLUMN "links" SET NOT NULL;
ALTER TABLE "item" ALTER COLUMN "tags" SET NOT NULL, ALTER COLUMN "tags" SET DEFAULT ARRAY[]::TEXT[], ALTER COLUMN "schedule_missing" SET NOT NULL;
ALTER TABLE "search_word" ALTER COLUMN "rests" SET NOT NULL, ALTER COLUMN "rests" SET DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "item_version" ALTER COLUMN "headings" SET NOT NULL, ALTER COLUMN "headings" SET DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "api_key" ALTER COLUMN "scopes" SET NOT NULL, ALTER COLUMN "scopes" SET DEFAULT ARRAY[]::TEXT[];

-- Whether somebody paid for an item, or may still turn out to have. Clocks have no say: the chain may be away, and a refused payment that
-- somebody else settled is found later. Only the sweep, on final evidence, says that one expired.
CREATE FUNCTION may_be_paid(item text) RETURNS boolean LANGUAGE sql STABLE STRICT AS $$
  SELECT EXISTS (
    SELECT FROM purchase p
     WHERE p.item_id = item
       AND (p.state <> 'expired' OR EXISTS (SELECT FROM settlement s WHERE s.purchase_id = p.id)))
$$;

-- What was published stays what it was, until its item is taken down and nobody has paid for it: then its words may be erased.
CREATE OR REPLACE FUNCTION "keep_published_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."title" = '' AND NEW."content" = '' AND NEW."sha256" = OLD."sha256" AND NEW."number" = OLD."number"
     AND EXISTS (SELECT FROM "item" WHERE "id" = OLD."item_id" AND "status" = 'removed')
     AND NOT may_be_paid(OLD."item_id") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'version % of % was published and cannot be changed', OLD."number", OLD."item_id";
END $$;

-- What a reader does not want to see in the library any more; it stays theirs.
ALTER TABLE "entitlement" ADD COLUMN "hidden_at" TIMESTAMPTZ(3);
