-- By themselves: a migration that has locked items and then waits for versions meets who publishes, and has locked them the other way round.
CREATE TABLE "version_picture" (
    "version_id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "is_free" BOOLEAN NOT NULL,

    CONSTRAINT "version_picture_pkey" PRIMARY KEY ("version_id", "sha256")
);
CREATE INDEX "version_picture_sha256_idx" ON "version_picture"("sha256");
ALTER TABLE "version_picture" ADD CONSTRAINT "version_picture_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "item_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a text names, as lib/markdown/pictures.ts reads it; so many and no more.
CREATE FUNCTION pictures_named(body text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN strpos(body, 'picture:') = 0 THEN '{}' ELSE ARRAY(
    SELECT DISTINCT found[1] FROM (
      SELECT regexp_matches(body, 'picture:([0-9a-f]{64})', 'g') AS found LIMIT 2000) AS names) END
$$;

-- By a trigger: no writer of versions can forget it, so that nothing is served to whom the text does not show it.
CREATE FUNCTION name_pictures() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free text[] := pictures_named(NEW.preview);
  named text[] := free || pictures_named(NEW.content);
BEGIN
  IF TG_OP = 'UPDATE' THEN
    WITH gone AS (DELETE FROM version_picture WHERE version_id = NEW.id AND sha256 <> ALL (named) RETURNING sha256)
    UPDATE item_picture SET touched_at = now() WHERE item_id = NEW.item_id AND sha256 IN (SELECT sha256 FROM gone);
  END IF;
  INSERT INTO version_picture AS v (version_id, sha256, is_free)
  SELECT DISTINCT NEW.id, name, name = ANY (free) FROM unnest(named) AS name
  ON CONFLICT (version_id, sha256) DO UPDATE SET is_free = excluded.is_free WHERE v.is_free <> excluded.is_free;
  RETURN NULL;
END $$;
CREATE FUNCTION is_picture_named(item text, picture text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM version_picture n JOIN item_version v ON v.id = n.version_id WHERE n.sha256 = picture AND v.item_id = item)
$$;
CREATE TRIGGER version_names_pictures AFTER INSERT OR UPDATE OF preview, content ON item_version FOR EACH ROW EXECUTE FUNCTION name_pictures();
