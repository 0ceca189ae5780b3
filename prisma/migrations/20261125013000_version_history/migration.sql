-- AlterTable
ALTER TABLE "item_version" ADD COLUMN     "is_autosave" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "published_at" TIMESTAMPTZ(3),
ADD COLUMN     "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

UPDATE "item_version" SET "saved_at" = "created_at";

-- What readers see and what was ever bought was published. Its hour was not written down.
UPDATE "item_version" v SET "published_at" = v."created_at"
 WHERE EXISTS (SELECT FROM "item" i WHERE i."published_version_id" = v."id")
    OR EXISTS (SELECT FROM "purchase" p WHERE p."version_id" = v."id");

-- What was published stays what it was. Its text, its figures and its number stand in offers and in receipts.
-- The engine that applies migrations cuts them at every semicolon, hence \x3b in the body.
CREATE FUNCTION "keep_published_version"() RETURNS trigger LANGUAGE plpgsql AS E'BEGIN
  RAISE EXCEPTION ''version % of % was published and cannot be changed'', OLD."number", OLD."item_id"\x3b
END';

CREATE TRIGGER "keep_published_version" BEFORE UPDATE ON "item_version"
  FOR EACH ROW WHEN (OLD."published_at" IS NOT NULL AND OLD IS DISTINCT FROM NEW)
  EXECUTE FUNCTION "keep_published_version"();
